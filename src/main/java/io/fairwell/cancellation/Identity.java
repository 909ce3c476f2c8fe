package io.fairwell.cancellation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the request is known to come from the customer, and on what evidence.
 *
 * @param by the system or person that vouches for it
 */
public record Identity(
        State state,
        IdentityMethod method,
        @Nullable Actor by,
        @Nullable Instant at,
        @Nullable String note) {

    public enum State {
        OPEN,
        VERIFIED,
        NOT_VERIFIED
    }

    static Identity open(IdentityMethod method) {
        return new Identity(State.OPEN, method, null, null, null);
    }
}
