package io.fairwell.process.rules;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** What values an input can have. */
enum InputKind {
    /** Any text. */
    TEXT,
    /** One of some words that the application knows. */
    WORD,
    /** A whole number. */
    WHOLE,
    NUMBER,
    FLAG,
    DATE,
    /** A day as ISO 8601 text, which the input may turn into a date. */
    DATE_TEXT;

    /** @param converted whether the input turns its variable into a date */
    boolean fits(CellContent content, boolean converted) {
        return switch (this) {
            case TEXT, WORD -> only(content, true, false, false, false);
            case WHOLE ->
                only(content, false, true, false, false)
                        && content.numbers.stream().allMatch(number -> number.scale() <= 0);
            case NUMBER -> only(content, false, true, false, false);
            case FLAG -> only(content, false, false, true, false);
            case DATE -> only(content, false, false, false, true);
            case DATE_TEXT ->
                converted
                        ? only(content, false, false, false, true)
                        : only(content, true, false, false, false)
                                && content.texts.stream().allMatch(InputKind::isDay);
        };
    }

    private static boolean only(CellContent content, boolean texts, boolean numbers, boolean flags, boolean dates) {
        return (texts || content.texts.isEmpty())
                && (numbers || content.numbers.isEmpty())
                && (flags || content.flags.isEmpty())
                && (dates || content.dates.isEmpty());
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
