package io.fairwell.cancellation;

import java.time.Instant;
import java.time.LocalDate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the core needs to know of a quote; the quote itself, with its statement, is kept by the terms module.
 *
 * @param effectiveOn local date in the subscription's zone: last day of service where {@code immediate}, else the first
 *     day without it
 * @param immediate whether service ends with the request
 * @param where HERE, PARTNER, RESELLER or STORE
 * @param refund never negative
 * @param shownRefund what the customer was shown before; set only where this quote is smaller because of what they used
 *     since, so that they have to be asked again
 */
public record QuoteTerms(
        String quoteId,
        String subscriptionId,
        Instant validUntil,
        LocalDate effectiveOn,
        boolean immediate,
        String where,
        Money refund,
        @Nullable Money shownRefund) {}
