package io.fairwell.cancellation;

/** What will happen to the subscription's auto-renewal. */
public enum RenewalState {
    /** It renews by itself. */
    ON,
    /** Nothing is charged while the case is open. */
    ON_HOLD,
    /** It does not renew. */
    OFF
}
