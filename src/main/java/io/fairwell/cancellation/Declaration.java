package io.fairwell.cancellation;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A request to cancel, as an upstream system hands it in.
 *
 * @param subscriptionId may be null where {@code customerId} and {@code planId} are given
 * @param declaredOn day the declaration arrived, where that was before today; null for today
 * @param attestedBy who vouches for the identity; null where nobody does
 * @param reasonComment free text, personal data
 * @param confirmed false makes it a draft that the customer has to confirm
 * @param externalReference the caller's own key, where it has one
 * @param talkWanted whether the customer wants to talk to support before a claim is decided
 */
public record Declaration(
        String tenantId,
        String clientId,
        @Nullable String subscriptionId,
        @Nullable String customerId,
        @Nullable String planId,
        @Nullable ReasonCode reason,
        @Nullable String reasonComment,
        EffectiveMode mode,
        @Nullable LocalDate wishedDate,
        @Nullable LocalDate declaredOn,
        String channel,
        String locale,
        @Nullable Contact contact,
        IdentityMethod identityMethod,
        @Nullable String attestedBy,
        @Nullable Instant attestedAt,
        @Nullable String quoteId,
        boolean confirmed,
        @Nullable String callbackUrl,
        @Nullable String externalReference,
        boolean talkWanted) {

    /** Keeps the contact and the comment out of logs. */
    @Override
    public String toString() {
        return "Declaration[" + subscriptionId + "]";
    }
}
