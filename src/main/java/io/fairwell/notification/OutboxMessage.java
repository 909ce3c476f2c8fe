package io.fairwell.notification;

import io.fairwell.delivery.Consignment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One letter on its way. Personal data.
 *
 * @param recipient mail address or phone number; null where none is known
 * @param messageId the same for every attempt, so that the receiving side can tell a repetition
 * @param attempts how often delivery was begun
 * @param expiresAt from then on it is not sent any more
 * @param lastError why it has not been delivered, as a code
 * @param triedSince when it was written, or given back to be delivered after it had been parked
 */
record OutboxMessage(
        long id,
        String tenantId,
        String caseNumber,
        LetterKind kind,
        Channel channel,
        @Nullable String recipient,
        String locale,
        String subject,
        String html,
        String text,
        String messageId,
        Status status,
        int attempts,
        @Nullable Instant expiresAt,
        @Nullable String lastError,
        Instant createdAt,
        Instant triedSince,
        @Nullable Instant sentAt)
        implements Consignment {

    enum Channel {
        EMAIL,
        SMS
    }

    enum Status {
        /** To be delivered, or to be tried again. */
        PENDING,
        /** Handed over to the mail server or the SMS provider. */
        SENT,
        /** Given up until somebody has it sent again. */
        PARKED
    }

    @Override
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    @Override
    public String label() {
        return "letter " + id + " (" + kind + ") of case " + caseNumber;
    }

    @Override
    public String toString() {
        return "OutboxMessage[" + id + "]";
    }
}
