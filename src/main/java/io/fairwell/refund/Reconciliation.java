package io.fairwell.refund;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of our books with the gateway's list.
 *
 * @param from inclusive
 * @param to exclusive
 * @param compared payments looked at, on both sides
 * @param healed refunds about which the gateway's list told more than was known
 * @param found findings that were new
 * @param error why it failed, a code
 */
public record Reconciliation(
        long id,
        String gateway,
        State state,
        Instant from,
        Instant to,
        Instant startedAt,
        @Nullable Instant endedAt,
        int compared,
        int healed,
        int found,
        @Nullable String error) {

    public enum State {
        RUNNING,
        DONE,
        /** Ended early, or its node died; the next one covers its time again. */
        FAILED
    }

    /** What a comparison has come to so far. */
    record Tally(int compared, int healed, int found) {

        static final Tally NOTHING = new Tally(0, 0, 0);

        Tally plus(Tally more) {
            return new Tally(compared + more.compared, healed + more.healed, found + more.found);
        }
    }
}
