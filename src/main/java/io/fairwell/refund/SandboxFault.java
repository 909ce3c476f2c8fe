package io.fairwell.refund;

import java.time.Instant;
import java.util.UUID;

/**
 * What the sandbox gateway has been told to do wrong.
 *
 * @param subscriptionPrefix of the subscriptions it concerns; empty for all
 * @param times how often still
 */
public record SandboxFault(UUID id, String subscriptionPrefix, Kind kind, int times, Instant createdAt) {

    public enum Kind {
        /** No answer in time, and nothing done. */
        TIMEOUT(false),
        /** No answer in time, and yet it was done. */
        APPLIED_THEN_TIMEOUT(false),
        /** An error at once, and yet it was done. */
        APPLIED_THEN_ERROR(false),
        /** The payment is declined. */
        DECLINE(false),
        /** The answer takes as long as a time-out, and then comes. */
        SLOW(false),
        /** Accepted, and never heard of again. */
        NEVER_SETTLES(true),
        /** Accepted, and then the money comes back. */
        RETURNED(true),
        /** What became of the money is told twice. */
        CALLBACK_TWICE(true);

        private final boolean afterwards;

        Kind(boolean afterwards) {
            this.afterwards = afterwards;
        }

        /** Whether it concerns what happens to a payment after the call. */
        boolean isAfterwards() {
            return afterwards;
        }
    }
}
