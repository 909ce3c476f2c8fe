package io.fairwell.api;

/** Which characters are let in. */
final class Characters {

    private Characters() {}

    /** No NUL and no half of a surrogate pair: these cannot be stored. */
    static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /** Visible characters only: no spaces, control, formatting (bidirectional, zero-width) or unassigned ones. */
    static boolean isId(String text) {
        return text.codePoints().allMatch(Characters::isVisible);
    }

    /** Text for people: lines and tabs, but no other control characters. */
    static boolean isText(String text) {
        return isStorable(text)
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }

    /** One line that cannot pretend to read otherwise than it is stored. */
    static boolean isLine(String text) {
        return text.codePoints().allMatch(c -> c == ' ' || c == '\u3000' || isVisible(c));
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
