package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;

/** The step that asks the gateway has not ended yet, so that nobody listens: the same is told again later. */
public class ToldTooEarly extends RuntimeException {

    public ToldTooEarly(CaseNumber caseNumber, String leg) {
        super("nobody waits yet for news of " + leg + " of case " + caseNumber);
    }
}
