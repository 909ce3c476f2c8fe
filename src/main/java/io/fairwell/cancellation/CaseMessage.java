package io.fairwell.cancellation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question to the customer or an answer from them. Personal data.
 *
 * @param fileName set where the message is a document
 */
public record CaseMessage(
        long id,
        Direction direction,
        Actor by,
        Instant at,
        String text,
        @Nullable String fileName,
        @Nullable String mediaType) {

    public enum Direction {
        TO_CUSTOMER,
        FROM_CUSTOMER,
        /** Among support only. */
        INTERNAL
    }

    /** Keeps personal data out of logs and exception messages. */
    @Override
    public String toString() {
        return "CaseMessage[" + id + "]";
    }
}
