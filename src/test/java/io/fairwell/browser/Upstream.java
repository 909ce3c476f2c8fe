package io.fairwell.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairwell.testing.RunningDemo;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.UUID;

/** The system in front of Fairwell: brings subscriptions and declares cancellations over the REST interface. */
final class Upstream {

    /** As an upstream system that has already made sure of the customer and of their wish. */
    static final String ATTESTED = "\"identity\":{\"attestedBy\":\"shop-login\"},\"confirmed\":true";

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private Upstream() {}

    /**
     * A subscription of somebody new, ten days into its term; returns its id.
     *
     * @param period of billing, and until the term's end
     * @param paid in CNY
     */
    static String subscription(String terms, String period, String paid) {
        String id = "sub-seen-" + UUID.randomUUID();
        LocalDate start = LocalDate.now(SHANGHAI).minusDays(10);
        String price = "{\"amount\":\"%s\",\"currency\":\"CNY\"}".formatted(paid);
        RunningDemo.shared()
                .put("/api/v1/subscriptions/" + id, """
                        {"customerId":"cust-%1$s","planId":"plan-%2$s","planName":{"en":"Tall Tales","zh-CN":"故事会员"},
                         "terms":"%2$s","jurisdiction":"CN","timeZone":"Asia/Shanghai","channel":"DIRECT",
                         "paymentRoute":"CARD","autoRenew":true,"billingPeriod":"%3$s","price":%4$s,"paid":%4$s,
                         "paidOn":"%5$s","termStart":"%5$s","termEnd":"%6$s","used":true,
                         "benefitsEnjoyed":{"amount":"0.00","currency":"CNY"},"points":120,"coupons":2,"subAccounts":[],
                         "devices":1,"installmentsOutstanding":false,
                         "contact":{"email":"%1$s@example.org","name":"Wang Fang"}}
                        """.formatted(
                                id, terms, period, price, start, start.plus(Period.parse(period))))
                .expect(201);
        return id;
    }

    /**
     * Declares a cancellation; returns the number of its case.
     *
     * @param more further fields of the declaration: JSON without the braces
     */
    static String declare(String subscription, String more) {
        return RunningDemo.shared()
                .post(
                        "/api/v1/cancellations",
                        "{\"subscriptionId\":\"%s\",%s}".formatted(subscription, more),
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .expect(201)
                .text("/caseNumber");
    }

    static JsonNode get(String caseNumber) {
        return RunningDemo.shared()
                .get("/api/v1/cancellations/" + caseNumber)
                .expect(200)
                .json();
    }

    /** Waits until that is what the case waits for. */
    static void awaitWaitingFor(String caseNumber, String what) {
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(get(caseNumber).at("/awaiting/what").asText())
                                .isEqualTo(what));
    }

    static void awaitStatus(String caseNumber, String status) {
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(get(caseNumber).get("status").asText()).isEqualTo(status));
    }
}
