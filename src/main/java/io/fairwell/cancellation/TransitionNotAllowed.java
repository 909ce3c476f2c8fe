package io.fairwell.cancellation;

/** The case is in a state in which this cannot be done. */
public class TransitionNotAllowed extends RuntimeException {

    private final CaseNumber caseNumber;
    private final CaseStatus status;

    TransitionNotAllowed(CaseNumber caseNumber, CaseStatus status, String action) {
        super("case " + caseNumber + " is " + status + ": cannot " + action);
        this.caseNumber = caseNumber;
        this.status = status;
    }

    public CaseNumber caseNumber() {
        return caseNumber;
    }

    public CaseStatus status() {
        return status;
    }
}
