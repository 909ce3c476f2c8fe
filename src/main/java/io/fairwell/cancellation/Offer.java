package io.fairwell.cancellation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one retention offer of a case.
 *
 * @param percent off the price, 0 to 100, for {@code cycles} billing periods
 * @param rule the decision rule it came from
 * @param until after this instant silence has meant "declined"
 */
public record Offer(
        Kind kind,
        int percent,
        int cycles,
        String rule,
        State state,
        Instant sentAt,
        @Nullable Instant until) {

    public enum Kind {
        /** A lower price for some billing periods. */
        DISCOUNT,
        /** Billing and service rest for some billing periods. */
        PAUSE,
        /** Support talks to a customer for whom the service was not as promised. */
        TALK
    }

    public enum State {
        OPEN,
        ACCEPTED,
        DECLINED,
        EXPIRED
    }

    Offer in(State next) {
        return new Offer(kind, percent, cycles, rule, next, sentAt, until);
    }
}
