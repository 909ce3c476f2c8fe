package io.fairwell.refund;

/**
 * What the payment gateway said; it is final.
 *
 * @param detail the gateway's reference of an accepted payment, its reason code for a declined one
 */
public record GatewayAnswer(Outcome outcome, String detail) {

    public enum Outcome {
        ACCEPTED,
        DECLINED
    }

    public static GatewayAnswer accepted(String reference) {
        return new GatewayAnswer(Outcome.ACCEPTED, reference);
    }

    public static GatewayAnswer declined(String reasonCode) {
        return new GatewayAnswer(Outcome.DECLINED, reasonCode);
    }

    boolean isAccepted() {
        return outcome == Outcome.ACCEPTED;
    }
}
