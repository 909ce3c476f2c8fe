package io.fairwell.refund;

/** What arrived as a callback of the payment gateway is not taken for one. Messages say nothing of its content. */
public class CallbackRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Why {
        /** No valid signature, or not of now. */
        NOT_SIGNED,
        /** Signed, but not what the contract says. */
        UNREADABLE
    }

    private final Why why;

    CallbackRefused(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
