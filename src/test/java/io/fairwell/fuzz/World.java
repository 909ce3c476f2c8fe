package io.fairwell.fuzz;

import io.fairwell.testing.RunningDemo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What requests can refer to in an application that has just been started.
 *
 * @param known what there is, by the name of the field or parameter that takes it
 * @param tokens by what they are good for
 */
record World(Map<String, List<String>> known, Map<Token, String> tokens) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Pattern RULE = Pattern.compile("<rule id=\"([a-z-]+)\"");

    enum Token {
        ALL,
        READ_ONLY,
        OTHER_TENANT,
        NONE
    }

    /** A subscription of each kind, twice; one of each is being cancelled, and stands wherever its kind waits. */
    static World in(RunningDemo demo) {
        List<String> subscriptions = new ArrayList<>();
        List<String> cases = new ArrayList<>();
        List<String> quotes = new ArrayList<>();
        for (String terms : terms()) {
            String first = "sub-fuzz-" + terms + "-1";
            String second = "sub-fuzz-" + terms + "-2";
            for (String id : List.of(first, second)) {
                demo.put("/api/v1/subscriptions/" + id, subscription(id, terms)).expect(201);
                subscriptions.add(id);
            }
            quotes.add(demo.post("/api/v1/quotes", "{\"subscriptionId\":\"" + second + "\"}")
                    .expect(200)
                    .text("/quoteId"));
            boolean asksForTheCode = cases.size() % 2 == 0;
            cases.add(demo.post(
                            "/api/v1/cancellations",
                            asksForTheCode
                                    ? "{\"subscriptionId\":\"" + first + "\"}"
                                    : "{\"subscriptionId\":\"%s\",\"confirmed\":%s,\"identity\":{\"attestedBy\":\"app\"}}"
                                            .formatted(first, cases.size() % 4 == 1),
                            "Idempotency-Key",
                            UUID.randomUUID().toString())
                    .expect(201)
                    .text("/caseNumber"));
        }
        return new World(known(subscriptions, cases, quotes), tokens(demo));
    }

    private static Map<String, List<String>> known(
            List<String> subscriptions, List<String> cases, List<String> quotes) {
        List<String> customers = subscriptions.stream().map(World::customer).toList();
        List<String> plans = subscriptions.stream().map(World::plan).toList();
        return Map.ofEntries(
                Map.entry("subscriptionId", subscriptions),
                Map.entry("value", subscriptions), // of a variable of the engine's own interface
                Map.entry("customerId", customers),
                Map.entry("user_id", customers),
                Map.entry("user_pin", customers),
                Map.entry("planId", plans),
                Map.entry("plan_id", plans),
                Map.entry("membership_id", plans),
                Map.entry("number", cases),
                Map.entry("quoteId", quotes),
                Map.entry("terms", terms()));
    }

    private static Map<Token, String> tokens(RunningDemo demo) {
        return Map.of(
                Token.ALL, demo.token(),
                Token.READ_ONLY, demo.token("cancellation:read"),
                Token.OTHER_TENANT, demo.token(RunningDemo.OTHER_CLIENT, RunningDemo.OTHER_SECRET, ""),
                Token.NONE, "");
    }

    /** All profiles that the shipped table knows. */
    private static List<String> terms() {
        try {
            String table = Files.readString(Path.of("processes/decisions/terms.dmn"));
            return RULE.matcher(table).results().map(found -> found.group(1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String customer(String id) {
        return "cust-" + id;
    }

    private static String plan(String id) {
        return "plan-" + id;
    }

    private static String subscription(String id, String terms) {
        LocalDate start = LocalDate.now(ZONE).minusMonths(3).minusDays(2);
        return """
                {"customerId":"%1$s","planId":"%2$s","planName":{"en":"Plan","zh-CN":"套餐"},"terms":"%3$s",
                 "jurisdiction":"CN","timeZone":"Asia/Shanghai","channel":"DIRECT","paymentRoute":"CARD","autoRenew":true,
                 "billingPeriod":"P1Y","price":{"amount":"108.00","currency":"CNY"},
                 "paid":{"amount":"108.00","currency":"CNY"},"paidOn":"%4$s","termStart":"%4$s","termEnd":"%5$s",
                 "used":true,"points":10,"devices":1,"contact":{"email":"a@example.org","name":"Wang Fang"}}""".formatted(customer(id), plan(id), terms, start, start.plusYears(1));
    }
}
