package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;

/**
 * A person may settle a refund only while its outcome is unknown or its money has come back, or as paid in another way
 * after the gateway declined it; not against any other outcome, and not while the gateway is being asked.
 */
public class SettlementRefused extends RuntimeException {

    private final RefundState state;

    SettlementRefused(CaseNumber caseNumber, RefundState state) {
        super("the refund of case " + caseNumber + " is " + state + ": not to be settled by hand");
        this.state = state;
    }

    public RefundState state() {
        return state;
    }
}
