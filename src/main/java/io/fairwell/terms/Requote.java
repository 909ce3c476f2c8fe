package io.fairwell.terms;

/**
 * A running case quoted again.
 *
 * @param quote what holds from now on; the one that held before where nothing has changed for the customer
 */
public record Requote(Quote quote, Change change) {

    /** What became of the refund that was shown. */
    public enum Change {
        /** It stays: nothing has changed, or nothing that the customer did has made it smaller. */
        UNCHANGED,
        /** The facts have changed in the customer's favour: they get the larger refund and are told. */
        BETTER,
        /** The customer has used the service since: they get less, and have to be asked again. */
        WORSE_BY_USE
    }
}
