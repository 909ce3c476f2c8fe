package io.fairwell.cancellation;

import java.time.LocalDate;
import java.util.Optional;

/** Quotes that were given out; kept by the terms module. */
public interface QuoteBook {

    Optional<QuoteTerms> find(String tenantId, String quoteId);

    /** @return the day on which such a request would take effect by the newest rules, in the subscription's zone */
    LocalDate effectiveOn(String tenantId, Request request);
}
