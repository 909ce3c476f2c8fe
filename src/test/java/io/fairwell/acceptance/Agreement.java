package io.fairwell.acceptance;

import io.fairwell.testing.RunningDemo;
import java.time.LocalDate;
import java.time.ZoneId;

/** A subscription of a test's own, put there over REST as upstream systems do. */
record Agreement(String id, String terms, String amount, int monthsIn) {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    String customer() {
        return "cust-" + id;
    }

    static LocalDate today() {
        return LocalDate.now(ZONE);
    }

    /** Two days into that month of a year that was paid by card in one sum. */
    String json() {
        LocalDate start = today().minusMonths(monthsIn).minusDays(2);
        return """
                {"customerId":"%1$s","planId":"plan-%2$s","planName":{"en":"Plan","zh-CN":"套餐"},"terms":"%3$s",
                 "jurisdiction":"CN","timeZone":"Asia/Shanghai","channel":"DIRECT","paymentRoute":"CARD","autoRenew":true,
                 "billingPeriod":"P1Y","price":{"amount":"%4$s","currency":"CNY"},"paid":{"amount":"%4$s","currency":"CNY"},
                 "paidOn":"%5$s","termStart":"%5$s","termEnd":"%6$s","used":true,"devices":1,
                 "contact":{"email":"%2$s@example.org","name":"Wang Fang"}}""".formatted(customer(), id, terms, amount, start, start.plusYears(1));
    }

    Agreement put(RunningDemo demo) {
        demo.put("/api/v1/subscriptions/" + id, json()).expect(201);
        return this;
    }

    /** An identity vouched for and a confirmed wish: nothing is asked any more. */
    String oneClick(String quoteId) {
        return """
                {"subscriptionId":"%s","effective":{"mode":"IMMEDIATE"},"reason":{"code":"OTHER"},"locale":"en",
                 "identity":{"attestedBy":"app-login","method":"PASSWORD"},"quoteId":"%s","confirmed":true}""".formatted(id, quoteId);
    }

    /** The same without a quote asked for before. */
    String atOnce() {
        return """
                {"subscriptionId":"%s","effective":{"mode":"IMMEDIATE"},"locale":"en",
                 "identity":{"attestedBy":"app-login"},"confirmed":true}""".formatted(id);
    }
}
