package io.fairwell.process.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of an input that stands for all values the cells of a column cannot tell from it.
 *
 * @param given what the engine is given
 * @param kind how it is described to people
 * @param bounds what the description mentions, as it is written in the table
 */
record Value(@Nullable Object given, Kind kind, List<String> bounds) {

    /** The part of the domain the value stands for. */
    enum Kind {
        EXACT,
        /** A dictionary key that is in use. */
        IN_USE,
        OTHER,
        BELOW,
        BETWEEN,
        ABOVE,
        ANY,
        NOTHING
    }

    static Value exact(Object given, String text) {
        return new Value(given, Kind.EXACT, List.of(text));
    }

    static Value nothing() {
        return new Value(null, Kind.NOTHING, List.of());
    }
}
