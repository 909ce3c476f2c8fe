package io.fairwell.cancellation;

/** The subscription has an open case already. */
public class AlreadyCancelling extends RuntimeException {

    private final CaseNumber openCase;

    AlreadyCancelling(CaseNumber openCase) {
        super("already cancelling as " + openCase);
        this.openCase = openCase;
    }

    public CaseNumber openCase() {
        return openCase;
    }
}
