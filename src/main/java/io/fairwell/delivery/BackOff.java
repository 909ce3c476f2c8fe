package io.fairwell.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a message that could not be delivered is tried again. */
public final class BackOff {

    public static final Duration LONGEST = Duration.ofDays(3);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6));

    private BackOff() {}

    /**
     * @param notBefore what the other side asked for; a longer pause than ours is kept
     * @return empty once it has been tried for three days, or its content is no longer valid by then
     */
    static Optional<Instant> next(Consignment message, @Nullable Duration notBefore, Instant now) {
        int tried = Math.max(message.attempts(), 1);
        Duration pause = PAUSES.get(Math.min(tried, PAUSES.size()) - 1);
        Instant next = now.plus(notBefore != null && notBefore.compareTo(pause) > 0 ? notBefore : pause);
        boolean late = next.isAfter(message.triedSince().plus(LONGEST)) || message.isExpired(next);
        return late ? Optional.empty() : Optional.of(next);
    }
}
