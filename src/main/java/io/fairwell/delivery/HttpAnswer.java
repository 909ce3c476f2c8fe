package io.fairwell.delivery;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What another system said to a message; its body is of no interest.
 *
 * @param retryAfter the header of that name
 */
public record HttpAnswer(int status, @Nullable String retryAfter) {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** As a code for {@link DeliveryFailed}. */
    public String code() {
        return "HTTP_" + status;
    }

    /** How long it asks us to wait, at most a day; null where it does not say, or not in a way that can be read. */
    public @Nullable Duration wait(Clock clock) {
        if (retryAfter == null || status != 429 && status != 503) {
            return null;
        }
        Duration asked = asked(retryAfter.strip(), clock);
        return asked == null || asked.isNegative() || asked.isZero()
                ? null
                : asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    private static @Nullable Duration asked(String text, Clock clock) {
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
