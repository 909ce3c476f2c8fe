package io.fairwell.terms;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fairwell.cancellation.QuoteTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a cancellation would mean, as it was told to the customer.
 *
 * @param hash over everything the customer was shown
 * @param requestOn local date of the request in the subscription's zone
 * @param effectiveOn last day of service where {@code immediate}, else the first day without it
 * @param where HERE, PARTNER, RESELLER or STORE
 * @param facts what the dates and amounts rest on; null in quotes from before this was kept
 * @param shownRefund what the customer was shown before; set only where this quote is smaller because of what they used
 *     since
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
        List<DecisionRef> decisions,
        // Left out where absent, so that the hash of older quotes can still be recomputed.
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AgreementFacts facts,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Money shownRefund) {

    /** The part of it that the core keeps. */
    public QuoteTerms terms() {
        return new QuoteTerms(
                quoteId, subscriptionId, validUntil, effectiveOn, immediate, where, statement.refund(), shownRefund);
    }

    /**
     * Whether it may be used for a request of that day: the day it was made for. A quote made for its own day may be
     * used after midnight too, as long as it is valid.
     */
    boolean isFor(LocalDate declaredOn) {
        return requestOn.equals(declaredOn) || (requestOn.isBefore(declaredOn) && isMadeForItsOwnDay());
    }

    private boolean isMadeForItsOwnDay() {
        return facts == null || requestOn.equals(LocalDate.ofInstant(createdAt, facts.timeZone()));
    }
}
