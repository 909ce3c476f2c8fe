package io.fairwell.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a letter that could not be delivered is tried again. */
final class BackOff {

    static final Duration LONGEST = Duration.ofDays(3);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6));

    private BackOff() {}

    /** @return empty once the letter is three days old, or its content no longer valid by then */
    static Optional<Instant> next(OutboxMessage message, Instant now) {
        int tried = Math.max(message.attempts(), 1);
        Instant next = now.plus(PAUSES.get(Math.min(tried, PAUSES.size()) - 1));
        boolean late = next.isAfter(message.createdAt().plus(LONGEST)) || message.isExpired(next);
        return late ? Optional.empty() : Optional.of(next);
    }
}
