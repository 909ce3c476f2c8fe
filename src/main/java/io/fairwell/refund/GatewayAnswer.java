package io.fairwell.refund;

/**
 * What the payment gateway said. Whether it takes the payment is final; where the money has got since may change.
 *
 * @param detail the gateway's reference of an accepted payment, its reason code for a declined one
 * @param settlement of an accepted payment; PENDING for a declined one
 */
public record GatewayAnswer(Outcome outcome, String detail, Settlement settlement) {

    public enum Outcome {
        ACCEPTED,
        DECLINED
    }

    /** Where the money of an accepted payment is. */
    public enum Settlement {
        /** On its way, as far as is known. */
        PENDING,
        /** With the customer. */
        SETTLED,
        /** Came back, for example because the account is closed. */
        RETURNED
    }

    public static GatewayAnswer accepted(String reference) {
        return accepted(reference, Settlement.PENDING);
    }

    public static GatewayAnswer accepted(String reference, Settlement settlement) {
        return new GatewayAnswer(Outcome.ACCEPTED, reference, settlement);
    }

    public static GatewayAnswer declined(String reasonCode) {
        return new GatewayAnswer(Outcome.DECLINED, reasonCode, Settlement.PENDING);
    }

    boolean isAccepted() {
        return outcome == Outcome.ACCEPTED;
    }
}
