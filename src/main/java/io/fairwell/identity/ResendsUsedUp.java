package io.fairwell.identity;

import io.fairwell.cancellation.CaseNumber;

/** No further code is sent for this case. */
public class ResendsUsedUp extends RuntimeException {

    ResendsUsedUp(CaseNumber caseNumber) {
        super("no further code is sent for case " + caseNumber);
    }
}
