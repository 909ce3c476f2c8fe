package io.fairwell.kinds;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What upstream says of one agreement; everything that is not said is as plain as can be. */
final class Agreement {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;
    private final String english;
    private final String chinese;
    private final ObjectNode facts = JSON.createObjectNode();

    private Agreement(String terms, String english, String chinese) {
        this.id = "sub-" + terms + "-" + UUID.randomUUID();
        this.english = english;
        this.chinese = chinese;
        facts.put("customerId", "cust-" + UUID.randomUUID());
        facts.put("planId", "plan-" + UUID.randomUUID());
        facts.set("planName", JSON.valueToTree(Map.of("en", english, "zh-CN", chinese)));
        facts.put("terms", terms);
        facts.put("jurisdiction", "CN");
        facts.put("timeZone", "Asia/Shanghai");
        facts.put("channel", "DIRECT");
        facts.put("paymentRoute", "CARD");
        facts.put("autoRenew", true);
        facts.put("billingPeriod", "P1M");
        facts.put("used", true);
        facts.set("contact", JSON.valueToTree(Map.of("email", UUID.randomUUID() + "@example.org")));
    }

    static Agreement of(String terms, String english, String chinese) {
        return new Agreement(terms, english, chinese);
    }

    /** Paid on its first day. @param end null for a right without an end */
    Agreement paid(String amount, String start, @Nullable String end) {
        facts.set("price", money(amount));
        facts.set("paid", money(amount));
        facts.put("paidOn", start);
        facts.put("termStart", start);
        facts.put("termEnd", end);
        return this;
    }

    /** Nothing is billed again. */
    Agreement once() {
        facts.put("autoRenew", false);
        facts.remove("billingPeriod");
        return this;
    }

    Agreement with(String name, String value) {
        facts.put(name, value);
        return this;
    }

    Agreement with(String name, int value) {
        facts.put(name, value);
        return this;
    }

    Agreement with(String name, boolean value) {
        facts.put(name, value);
        return this;
    }

    Agreement benefits(String amount) {
        facts.set("benefitsEnjoyed", money(amount));
        return this;
    }

    Agreement members(String... ids) {
        facts.set("subAccounts", JSON.valueToTree(List.of(ids)));
        return this;
    }

    private static ObjectNode money(String amount) {
        return JSON.createObjectNode().put("amount", amount).put("currency", "CNY");
    }

    String id() {
        return id;
    }

    String planId() {
        return facts.get("planId").asText();
    }

    String customer() {
        return facts.get("customerId").asText();
    }

    String plan(Language language) {
        return language.say(english, chinese);
    }

    ObjectNode facts() {
        return facts;
    }
}
