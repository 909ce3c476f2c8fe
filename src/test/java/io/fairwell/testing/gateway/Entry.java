package io.fairwell.testing.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the gateway's journal.
 *
 * @param amount as it was asked for, for example {@code 22.00}; null where no money is concerned
 * @param detail reference, reason or fault
 * @param request hash of the body that was asked, so that another body with the same key is noticed
 */
public record Entry(
        long number,
        Instant at,
        Kind kind,
        String key,
        @Nullable String caseNumber,
        @Nullable String subscriptionId,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String detail,
        @Nullable String request) {

    public enum Kind {
        /** Money moves. More than one for what is owed once is a double refund. */
        ACCEPTED,
        DECLINED,
        /** A known key again, answered as the first time. */
        REPEATED,
        /** A known key with another body. */
        CONFLICT,
        LOOKED_UP,
        SETTLED,
        RETURNED,
        REVOKED,
        /** A callback that was answered 2xx. */
        CALLED_BACK,
        /** A callback that was not. */
        CALLBACK_FAILED,
        /** The stub misbehaved: {@code detail} says how. */
        FAULT;

        /** Whether it has to be on the disk before anybody is told. */
        boolean isDurable() {
            return this == ACCEPTED || this == DECLINED || this == SETTLED || this == RETURNED || this == REVOKED;
        }
    }
}
