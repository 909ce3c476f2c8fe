package io.fairwell.cancellation;

import java.time.LocalDate;
import java.util.Optional;

/** Quotes that were given out; kept by the terms module. */
public interface QuoteBook {

    Optional<QuoteTerms> find(String tenantId, String quoteId);

    /** Whether a quote may be used for a request of that day, in the subscription's zone; false for an unknown quote. */
    boolean isFor(String tenantId, String quoteId, LocalDate declaredOn);

    /** @return the day on which such a request would take effect by the newest rules, in the subscription's zone */
    LocalDate effectiveOn(String tenantId, Request request);
}
