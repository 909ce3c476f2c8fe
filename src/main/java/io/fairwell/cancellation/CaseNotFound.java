package io.fairwell.cancellation;

/** No such case, or not one the asking tenant may know of. */
public class CaseNotFound extends RuntimeException {

    public CaseNotFound(String number) {
        super("no case " + number);
    }
}
