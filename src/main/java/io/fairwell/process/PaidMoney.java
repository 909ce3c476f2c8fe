package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.AgreementFacts;
import io.fairwell.terms.Quote;
import io.fairwell.terms.Quotes;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** What was paid for the term of a case, and so the most that may go back of it. */
@Component
class PaidMoney {

    private final Quotes quotes;

    PaidMoney(Quotes quotes) {
        this.quotes = quotes;
    }

    /**
     * What upstream says now, or what it said when the customer was shown the refund, where that was more: a promise
     * made on the company's own figures stands. A compensation comes on top of it.
     */
    Money refundable(CancellationCase running, Subscription subscription) {
        Money paid = Stream.of(quote(running), quotes.shownBefore(running))
                .flatMap(Optional::stream)
                .map(Quote::facts)
                .flatMap(Stream::ofNullable)
                .map(AgreementFacts::paid)
                .filter(subscription.paid()::isSameCurrency)
                .reduce(subscription.paid(), (one, other) -> one.isGreaterThan(other) ? one : other);
        Money compensation = running.refund().compensation();
        return compensation == null ? paid : paid.plus(compensation);
    }

    private Optional<Quote> quote(CancellationCase running) {
        QuoteTerms terms = running.quote();
        return terms == null ? Optional.empty() : quotes.get(running.tenantId(), terms.quoteId());
    }
}
