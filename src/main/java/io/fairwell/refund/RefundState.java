package io.fairwell.refund;

/** How far one leg of a refund has got with the payment gateway. */
public enum RefundState {
    /** Decided, not yet handed over. */
    NEW,
    /** About to be handed over, or handed over without an answer yet. */
    SENT,
    SUCCEEDED,
    REJECTED,
    /** The gateway was asked and what became of it is not known. */
    UNKNOWN
}
