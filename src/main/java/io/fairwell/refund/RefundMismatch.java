package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;

/** A refund was ordered again with another amount, or for another subscription, than the first time. */
public class RefundMismatch extends RuntimeException {

    RefundMismatch(CaseNumber caseNumber, String leg) {
        super("refund " + leg + " of case " + caseNumber + " was ordered before, and differently");
    }
}
