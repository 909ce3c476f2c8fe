package io.fairwell.cancellation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number such as {@code FW-20261120-7K3M9Q}: the day of the declaration (UTC), five random characters and a check
 * character that catches every single wrong character and every swap of two neighbours when it is read out.
 * The alphabet has 31 characters (no 0, I, L, O, U) because a prime size is what makes the weighted sum catch both.
 */
public record CaseNumber(@JsonValue String value) {

    private static final String ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("FW-\\d{8}-[" + ALPHABET + "]{6}");
    private static final int RANDOM_CHARACTERS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException when the text is not a case number or its check character is wrong */
    @JsonCreator
    public CaseNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a case number");
        }
    }

    /** @return empty for anything that cannot be a case number, so that callers can answer "not found" */
    public static Optional<CaseNumber> parse(String text) {
        return isValid(text) ? Optional.of(new CaseNumber(text)) : Optional.empty();
    }

    static CaseNumber next(LocalDate day) {
        StringBuilder number = new StringBuilder("FW-")
                .append(day.format(DateTimeFormatter.BASIC_ISO_DATE))
                .append('-');
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            number.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new CaseNumber(number.append(checkCharacter(number)).toString());
    }

    private static boolean isValid(String text) {
        int last = text.length() - 1;
        return FORM.matcher(text).matches() && text.charAt(last) == checkCharacter(text.substring(0, last));
    }

    private static char checkCharacter(CharSequence body) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            int digit = c == '0' ? 0 : ALPHABET.indexOf(c) + 1;
            if (c != '-') {
                weight = weight * 3 % ALPHABET.length();
                sum += digit * weight;
            }
        }
        return ALPHABET.charAt(sum % ALPHABET.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
