package io.fairwell.harness;

/** Something that must not be. @param about a case number, or a subscription where there is no case */
record Finding(Kind kind, String about, String text) {

    enum Kind {
        /** Promised to somebody, and not there. */
        LOST,
        /** Done more than once. */
        DOUBLED,
        /** Not done, and nobody is going to. */
        STUCK,
        /** Done, and not as decided, or not as told. */
        WRONG
    }

    @Override
    public String toString() {
        return kind + " " + about + ": " + text;
    }
}
