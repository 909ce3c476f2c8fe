package io.fairwell.subscription;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Card numbers with their middle digits hidden, such as {@code 622588XXXXXX1234}. */
final class CardMask {

    private static final int SHOWN_FIRST = 6;
    private static final int SHOWN_LAST = 4;
    private static final Pattern MASKED = Pattern.compile("(\\d{4,6})[Xx*•]{2,}(\\d{4})");
    private static final Pattern COMPLETE = Pattern.compile("\\d{12,19}");

    private CardMask() {}

    static boolean looksMasked(String text) {
        return MASKED.matcher(plain(text)).matches();
    }

    /** @return the number with only its first six and last four digits; a complete number is never kept */
    static @Nullable String hide(@Nullable String cardNo) {
        if (cardNo == null || !COMPLETE.matcher(plain(cardNo)).matches()) {
            return cardNo;
        }
        String digits = plain(cardNo);
        int last = digits.length() - SHOWN_LAST;
        return digits.substring(0, SHOWN_FIRST) + "X".repeat(last - SHOWN_FIRST) + digits.substring(last);
    }

    /** @return whether the digits that both show, at the beginning and at the end, are the same */
    static boolean matches(String cardNo, String mask) {
        Matcher one = MASKED.matcher(plain(String.valueOf(hide(cardNo))));
        Matcher other = MASKED.matcher(plain(mask));
        if (!one.matches() || !other.matches() || !one.group(2).equals(other.group(2))) {
            return false;
        }
        return one.group(1).startsWith(other.group(1)) || other.group(1).startsWith(one.group(1));
    }

    private static String plain(String text) {
        return text.replaceAll("[ -]", "");
    }
}
