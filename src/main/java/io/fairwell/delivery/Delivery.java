package io.fairwell.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message. Without addresses and texts.
 *
 * @param id cannot be guessed; of a webhook its webhook-id, of a letter the first part of its Message-ID
 * @param caseNumber null for a test
 * @param kind which letter, or the type of the event
 * @param nextAttemptAt where it is pending: not before then
 * @param error why it has not been delivered, as a code such as SMTP_451 or HTTP_500
 */
public record Delivery(
        String id,
        Channel channel,
        @Nullable String caseNumber,
        String kind,
        State state,
        int attempts,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant nextAttemptAt,
        @Nullable String error) {

    public enum Channel {
        EMAIL,
        SMS,
        WEBHOOK
    }

    public enum State {
        /** To be delivered, or to be tried again. */
        PENDING,
        /** Taken by the mail server, the SMS provider or the endpoint. */
        SENT,
        /** Given up until somebody has it sent again. */
        PARKED
    }
}
