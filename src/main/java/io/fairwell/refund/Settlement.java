package io.fairwell.refund;

/** Where the money of one refund is, as far as the gateway has told. It only ever moves down this list. */
public enum Settlement {
    /** The gateway has not accepted it, or a person paid it in another way. */
    NONE,
    /** On its way, as far as is known. */
    PENDING,
    /** With the customer. */
    SETTLED,
    /** Came back to us, for example because the account is closed. A person decides what happens next. */
    RETURNED;

    static Settlement of(GatewayAnswer.Settlement told) {
        return valueOf(told.name());
    }

    boolean isAfter(Settlement other) {
        return compareTo(other) > 0;
    }
}
