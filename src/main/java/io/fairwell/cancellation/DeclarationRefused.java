package io.fairwell.cancellation;

/** A declaration that cannot be recorded as it stands; {@code field} is the JSON pointer of what is wrong. */
public class DeclarationRefused extends RuntimeException {

    public enum Why {
        SUBSCRIPTION_UNKNOWN,
        /** Not one of the known reasons or effective modes. */
        VALUE_UNKNOWN,
        QUOTE_UNKNOWN,
        /** Expired, or for another subscription or day. */
        QUOTE_NOT_USABLE,
        DATE_MISSING,
        DATE_IN_THE_PAST,
        DATE_TOO_FAR,
        DECLARED_IN_THE_FUTURE,
        /** Longer ago, or further ahead, than anybody means. */
        DECLARED_TOO_FAR
    }

    private final Why why;
    private final String field;

    public DeclarationRefused(Why why, String field) {
        super("declaration refused: " + why + " at " + field);
        this.why = why;
        this.field = field;
    }

    public Why why() {
        return why;
    }

    public String field() {
        return field;
    }
}
