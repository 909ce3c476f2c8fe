package io.fairwell.refund;

/** How far one leg of a refund has got with the payment gateway. */
public enum RefundState {
    /** Decided, not yet handed over. */
    NEW,
    /** About to be handed over, or handed over without an answer yet. */
    SENT,
    /** Final: the gateway has taken it, or a person found that it was paid. Only money that came back opens it again. */
    SUCCEEDED,
    /** Final: the gateway has refused it, or a person found that it was not paid. */
    REJECTED,
    /** The gateway was asked and what became of it is not known. */
    UNKNOWN;

    public boolean isFinal() {
        return this == SUCCEEDED || this == REJECTED;
    }
}
