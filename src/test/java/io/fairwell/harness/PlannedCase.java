package io.fairwell.harness;

import io.fairwell.testing.gateway.Fault;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * One cancellation as the plan has it.
 *
 * @param name unique within the run
 * @param amount what was paid, in CNY
 * @param faults what the gateway does when the refund is asked for, one after the other; see {@link BadDays}
 * @param twin whether another thread of the same client sends the same request at the same time
 * @param rival who gets in the way
 * @param rivalAfter how long after the case has been declared, or after its refund has been asked for
 * @param node asked first; the next attempt goes to the next one
 */
record PlannedCase(
        String name,
        Kind kind,
        String terms,
        String amount,
        List<Fault> faults,
        boolean twin,
        Rival rival,
        Duration rivalAfter,
        int node) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int MONTHS_IN = 3;

    /** Beside the plan: completes by itself, and nobody gets in its way. */
    static PlannedCase atOnce(String name, int node) {
        return afflicted(name, List.of(), node);
    }

    /** The same with a gateway that goes wrong. */
    static PlannedCase afflicted(String name, List<Fault> faults, int node) {
        return new PlannedCase(
                name, Kind.AT_ONCE, "vip-term", "120.00", faults, false, Rival.NONE, Duration.ZERO, node);
    }

    enum Kind {
        /** Nothing is asked any more: it completes by itself. */
        AT_ONCE,
        /** Confirmed, and effective at the end of the term. */
        SCHEDULED,
        /** Waits for the customer's confirmation. */
        DRAFT,
        /** Waits for the code that the customer was sent. */
        UNPROVEN,
        /** Waits for the customer's answer to an offer. */
        OFFER,
        /** Large enough for an agent to decide. */
        REVIEW
    }

    enum Rival {
        NONE,
        /** The customer takes it back while it may be under way already. */
        WITHDRAWAL,
        /** The customer takes it back when the gateway has just booked the refund, or soon after. */
        LATE_WITHDRAWAL,
        /** Two agents decide the same task at the same time. */
        TWO_AGENTS
    }

    /** Also the idempotency key of its declaration. */
    String subscription() {
        return "sub-h-" + name;
    }

    String email() {
        return "h-" + name + "@example.org";
    }

    /** A line of the import. */
    String agreement() {
        LocalDate start = LocalDate.now(ZONE).minusMonths(MONTHS_IN).minusDays(2);
        return """
                {"id":"%1$s","customerId":"cust-%1$s","planId":"plan-%1$s","planName":{"en":"Plan","zh-CN":"套餐"},\
                "terms":"%2$s","jurisdiction":"CN","timeZone":"%7$s","channel":"DIRECT","paymentRoute":"CARD",\
                "autoRenew":true,"billingPeriod":"P1Y","price":{"amount":"%3$s","currency":"CNY"},\
                "paid":{"amount":"%3$s","currency":"CNY"},"paidOn":"%4$s","termStart":"%4$s","termEnd":"%5$s",\
                "used":true,"devices":1,"contact":{"email":"%6$s","name":"Wang Fang"}}""".formatted(subscription(), terms, amount, start, start.plusYears(1), email(), ZONE);
    }

    String declaration() {
        String what = switch (kind) {
            case AT_ONCE, REVIEW -> """
                            "confirmed":true,"effective":{"mode":"IMMEDIATE"},"identity":{"attestedBy":"app"}""";
            case SCHEDULED -> """
                            "confirmed":true,"identity":{"attestedBy":"app"}""";
            case DRAFT -> """
                            "identity":{"attestedBy":"app"}""";
            case UNPROVEN -> """
                            "confirmed":true""";
            case OFFER -> """
                            "identity":{"attestedBy":"app"},"reason":"TOO_EXPENSIVE\"""";
        };
        return "{\"subscriptionId\":\"" + subscription() + "\",\"locale\":\"en\"," + what + "}";
    }
}
