package io.fairwell.cancellation;

/** Why a request was rejected; both parts are told to the customer. */
public record Rejection(Cause cause, String legalBasis) {

    public enum Cause {
        IDENTITY_NOT_VERIFIED,
        NOTHING_TO_CANCEL
    }
}
