package io.fairwell.cancellation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What was declared, as it was declared. Holds no personal data beyond the customer number.
 *
 * @param declaredAt when the request was recorded
 * @param declaredOn the day that counts for notice and cooling-off, in {@code zone}; earlier than {@code declaredAt} for
 *     letters and branch papers
 * @param zone the subscription's time zone: every date of the case is a local date there
 * @param wishedDate set where {@code mode} is {@link EffectiveMode#DATE}
 * @param channel where the customer declared it, for example WEB, PHONE or BRANCH, in upstream's words
 * @param locale language tag of everything that is written to the customer, {@code en} or {@code zh-CN}
 * @param confirmedAt when the customer confirmed; null while the request is a draft
 * @param clientId the OAuth client that brought the request
 * @param talkWanted whether the customer, for whom the service was not as promised, wants to talk to support first
 * @param supersedes number of the earlier request for a later date that this one replaces
 */
public record Request(
        String subscriptionId,
        String customerId,
        @Nullable ReasonCode reason,
        EffectiveMode mode,
        @Nullable LocalDate wishedDate,
        Instant declaredAt,
        LocalDate declaredOn,
        ZoneId zone,
        String channel,
        String locale,
        @Nullable Instant confirmedAt,
        String clientId,
        boolean talkWanted,
        @Nullable String supersedes) {

    public boolean isDraft() {
        return confirmedAt == null;
    }

    Request superseding(CaseNumber earlier) {
        return with(confirmedAt, earlier.value());
    }

    Request confirmed(Instant at) {
        return with(at, supersedes);
    }

    private Request with(@Nullable Instant confirmed, @Nullable String superseded) {
        return new Request(
                subscriptionId,
                customerId,
                reason,
                mode,
                wishedDate,
                declaredAt,
                declaredOn,
                zone,
                channel,
                locale,
                confirmed,
                clientId,
                talkWanted,
                superseded);
    }
}
