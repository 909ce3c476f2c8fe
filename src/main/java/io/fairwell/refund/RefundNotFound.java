package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;

/** No refund was ever ordered for this case. */
public class RefundNotFound extends RuntimeException {

    RefundNotFound(CaseNumber caseNumber) {
        super("no refund of case " + caseNumber);
    }
}
