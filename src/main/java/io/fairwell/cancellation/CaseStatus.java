package io.fairwell.cancellation;

import java.util.EnumSet;
import java.util.Set;

/** Where a cancellation case stands. */
public enum CaseStatus {
    /** Recorded with time and number; nothing has been checked yet. */
    RECEIVED,
    /** It is being established that the request comes from the customer. */
    VERIFYING,
    /** Effective date and refund are worked out. */
    QUOTED,
    /** A draft that holds for the customer's answer to the one retention offer. */
    OFFERED,
    /** People decide about the refund. */
    IN_REVIEW,
    /** The customer is asked to confirm. */
    AWAITING_CONFIRMATION,
    /** Confirmed; waits for the effective date. */
    SCHEDULED,
    /** Benefits are being ended and money is being returned; the request can no longer be withdrawn. */
    EXECUTING,
    /** What could be stopped here is stopped; the rest must be done by the customer at the place of purchase. */
    CUSTOMER_ACTION_NEEDED,
    /** Final: cancelled. */
    COMPLETED,
    /** Final: the customer accepted an offer and stays. */
    RETAINED,
    /** Final: the customer, or support on their behalf, took the request back, or a draft lapsed. */
    WITHDRAWN,
    /** Final: identity could not be established, or there is nothing to cancel. */
    REJECTED;

    private static final Set<CaseStatus> FINAL = EnumSet.of(COMPLETED, RETAINED, WITHDRAWN, REJECTED);
    private static final Set<CaseStatus> BEYOND_UNDO = EnumSet.of(EXECUTING, CUSTOMER_ACTION_NEEDED);

    public boolean isFinal() {
        return FINAL.contains(this);
    }

    /** Whether the customer may still take the request back, answer an offer or confirm. */
    public boolean isUndoable() {
        return !isFinal() && !BEYOND_UNDO.contains(this);
    }
}
