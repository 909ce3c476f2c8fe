package io.fairwell.process.rules;

import io.fairwell.process.rules.Feel.Reading;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A variable that is supplied to a decision.
 *
 * @param optional whether it may be null
 * @param words the only ones there are; empty where it is no word
 * @param least smallest value, null for no bound
 */
record KnownInput(
        String variable,
        InputKind kind,
        boolean optional,
        List<String> words,
        @Nullable BigDecimal least) {

    static KnownInput text(String variable) {
        return new KnownInput(variable, InputKind.TEXT, false, List.of(), null);
    }

    static KnownInput flag(String variable) {
        return new KnownInput(variable, InputKind.FLAG, false, List.of(), null);
    }

    static KnownInput day(String variable) {
        return new KnownInput(variable, InputKind.DATE_TEXT, false, List.of(), null);
    }

    /** 0 or more. */
    static KnownInput count(String variable) {
        return new KnownInput(variable, InputKind.WHOLE, false, List.of(), BigDecimal.ZERO);
    }

    /** 0 or more. */
    static KnownInput amount(String variable) {
        return new KnownInput(variable, InputKind.NUMBER, false, List.of(), BigDecimal.ZERO);
    }

    static KnownInput word(String variable, Enum<?>[] words) {
        return word(variable, Arrays.stream(words).map(Enum::name).toArray(String[]::new));
    }

    static KnownInput word(String variable, String... words) {
        return new KnownInput(variable, InputKind.WORD, false, List.of(words), null);
    }

    KnownInput orNull() {
        return new KnownInput(variable, kind, true, words, least);
    }

    /** For a table of which the application knows nothing: what its type says, or else the constants in its cells. */
    static KnownInput guessed(Reading reading, CellContent constants) {
        String type = reading.type() == null ? "" : reading.type().toLowerCase(Locale.ROOT);
        InputKind kind = switch (type) {
            case "string" -> InputKind.TEXT;
            case "boolean" -> InputKind.FLAG;
            case "integer", "long" -> InputKind.WHOLE;
            case "double", "number" -> InputKind.NUMBER;
            case "date" -> InputKind.DATE;
            default -> reading.isConverted() ? InputKind.DATE_TEXT : guessed(constants);
        };
        return new KnownInput(reading.variable(), kind, constants.mentionsNull(), List.of(), null);
    }

    private static InputKind guessed(CellContent constants) {
        if (!constants.numbers.isEmpty()) {
            return InputKind.NUMBER;
        }
        if (!constants.dates.isEmpty()) {
            return InputKind.DATE;
        }
        return constants.flags.isEmpty() ? InputKind.TEXT : InputKind.FLAG;
    }
}
