package io.fairwell.terms;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.QuoteBook;
import io.fairwell.cancellation.QuoteTerms;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Makes and keeps quotes. */
@Service
public class Quotes implements QuoteBook {

    public Quote quote(QuoteRequest request) {
        throw new IllegalStateException("being written");
    }

    public Quote quoteCase(CancellationCase running, Decision terms, Decision regulation) {
        throw new IllegalStateException("being written");
    }

    public Optional<Quote> get(String tenantId, String quoteId) {
        throw new IllegalStateException("being written");
    }

    @Override
    public Optional<QuoteTerms> find(String tenantId, String quoteId) {
        return get(tenantId, quoteId).map(Quote::terms);
    }
}
