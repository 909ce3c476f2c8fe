package io.fairwell.terms;

import io.fairwell.cancellation.QuoteTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cancellation would mean, as it was told to the customer.
 *
 * @param hash over everything the customer was shown
 * @param requestOn local date of the request in the subscription's zone
 * @param effectiveOn last day of service where {@code immediate}, else the first day without it
 * @param where HERE, PARTNER, RESELLER or STORE
 */
public record Quote(
        String quoteId,
        String hash,
        String tenantId,
        String subscriptionId,
        Instant createdAt,
        Instant validUntil,
        LocalDate requestOn,
        LocalDate effectiveOn,
        boolean immediate,
        Basis basis,
        String where,
        @Nullable NextCharge nextCharge,
        List<Impact> impact,
        RefundStatement statement,
        List<DecisionRef> decisions) {

    /** The part of it that the core keeps. */
    public QuoteTerms terms() {
        return new QuoteTerms(
                quoteId, subscriptionId, validUntil, effectiveOn, immediate, where, statement.refund(), null);
    }
}
