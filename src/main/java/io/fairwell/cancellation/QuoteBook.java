package io.fairwell.cancellation;

import java.util.Optional;

/** Quotes that were given out; kept by the terms module. */
public interface QuoteBook {

    Optional<QuoteTerms> find(String tenantId, String quoteId);
}
