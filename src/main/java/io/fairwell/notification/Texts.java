package io.fairwell.notification;

/** What people and other systems wrote, made harmless for a line of a letter or a header. */
final class Texts {

    private Texts() {}

    static boolean isOneLine(String text) {
        return text.codePoints().noneMatch(Texts::isUnprintable);
    }

    /** Line breaks, control characters and those that turn the reading direction become spaces. */
    static String oneLine(String text) {
        return clean(text, false);
    }

    /** Keeps line breaks, and nothing else of the kind. */
    static String lines(String text) {
        return clean(text.replace("\r\n", "\n").replace('\r', '\n'), true);
    }

    private static String clean(String text, boolean keepLines) {
        StringBuilder cleaned = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> isUnprintable(c) && !(keepLines && c == '\n') ? ' ' : c)
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString().strip();
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
