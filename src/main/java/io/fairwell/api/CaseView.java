package io.fairwell.api;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.Rejection;
import io.fairwell.cancellation.RenewalState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A case as callers see it. Every member is always there; what does not apply is null.
 *
 * @param outcome the final status, once it is decided
 * @param rejection why it was rejected, and on what legal basis
 * @param dispute the latest one
 * @param links what can be read, and what can be done with the case as it stands, by the last part of its path
 */
record CaseView(
        String caseNumber,
        String subscriptionId,
        String customerId,
        CaseStatus status,
        Instant declaredAt,
        @Nullable LocalDate effectiveOn,
        @Nullable QuoteView quote,
        @Nullable Awaiting awaiting,
        RenewalState renewal,
        RefundView refund,
        @Nullable OfferView offer,
        @Nullable CaseStatus outcome,
        @Nullable Rejection rejection,
        @Nullable ReasonView reason,
        @Nullable DisputeView dispute,
        Map<String, String> links) {

    /** @param compensation the part of {@code amount} that goes beyond the refund */
    record RefundView(
            Refund.State state,
            @Nullable Money amount,
            @Nullable Money compensation,
            @Nullable LocalDate eta,
            Refund.Progress progress) {}

    record OfferView(Offer.Kind kind, String text, Offer.State state) {}

    /** Without the customer's own words, which only support needs. */
    record ReasonView(ReasonCode code) {}
}
