package io.fairwell.terms;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.DeclarationRefused;
import io.fairwell.cancellation.QuoteBook;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Request;
import io.fairwell.cancellation.RequestedDates;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes and keeps quotes. */
@Service
public class Quotes implements QuoteBook {

    private final Subscriptions subscriptions;
    private final DecisionTables tables;
    private final StoredQuotes stored;
    private final QuoteWriter writer;
    private final Clock clock;

    Quotes(Subscriptions subscriptions, DecisionTables tables, StoredQuotes stored, QuoteWriter writer, Clock clock) {
        this.subscriptions = subscriptions;
        this.tables = tables;
        this.stored = stored;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Says what a cancellation would mean. Nothing but the quote itself is stored.
     *
     * @throws io.fairwell.subscription.SubscriptionNotFound when there is no such subscription
     * @throws DeclarationRefused for impossible dates
     * @throws NoRuleApplies when the tables know nothing of these terms
     */
    @Transactional
    public Quote quote(QuoteRequest request) {
        Subscription subscription = subscriptions.get(request.tenantId(), request.subscriptionId());
        Wish wish = wish(request, subscription, clock.instant());
        Map<String, Object> inputs = TableInputs.of(subscription, wish.requestOn());
        Quote quote = writer.write(
                subscription, wish, tables.evaluate("terms", inputs), tables.evaluate("regulation", inputs));
        stored.add(quote, wish);
        return quote;
    }

    /**
     * Quotes a running case with decisions already made. A quote the customer was shown binds for the wish it answered:
     * it stays unless the facts now bring a larger refund, or the day of the request has passed the day on which the
     * shown quote would have ended the service; then the day moves and the shown refund stays.
     *
     * @throws io.fairwell.subscription.SubscriptionNotFound when the subscription is gone
     */
    @Transactional
    public Quote quoteCase(CancellationCase running, Decision terms, Decision regulation) {
        Request request = running.request();
        Subscription subscription = subscriptions.get(running.tenantId(), request.subscriptionId());
        Wish wish = new Wish(request.declaredOn(), request.mode(), request.wishedDate(), request.reason());
        Quote fresh = writer.write(subscription, wish, terms, regulation);
        Quote binding = shown(running).map(shown -> better(shown, fresh)).orElse(fresh);
        if (binding == fresh
                || stored.find(binding.tenantId(), binding.quoteId()).isEmpty()) {
            stored.add(binding, wish);
        }
        return binding;
    }

    private Optional<Quote> shown(CancellationCase running) {
        QuoteTerms terms = running.quote();
        Request request = running.request();
        return terms == null
                ? Optional.empty()
                : stored.findFor(running.tenantId(), terms.quoteId(), request.mode(), request.wishedDate());
    }

    private static Quote better(Quote shown, Quote fresh) {
        boolean comparable =
                shown.statement().refund().isSameCurrency(fresh.statement().refund());
        if (!comparable
                || fresh.statement().refund().isGreaterThan(shown.statement().refund())) {
            return fresh;
        }
        return shown.effectiveOn().isBefore(fresh.requestOn()) ? QuoteWriter.withRefundOf(shown, fresh) : shown;
    }

    public Optional<Quote> get(String tenantId, String quoteId) {
        return stored.find(tenantId, quoteId);
    }

    @Override
    public Optional<QuoteTerms> find(String tenantId, String quoteId) {
        return get(tenantId, quoteId).map(Quote::terms);
    }

    @Override
    public LocalDate effectiveOn(String tenantId, Request request) {
        Subscription subscription = subscriptions.get(tenantId, request.subscriptionId());
        Map<String, Object> inputs = Map.of("terms", subscription.terms(), "jurisdiction", subscription.jurisdiction());
        Wish wish = new Wish(request.declaredOn(), request.mode(), request.wishedDate(), request.reason());
        return writer.write(subscription, wish, tables.evaluate("terms", inputs), tables.evaluate("regulation", inputs))
                .effectiveOn();
    }

    /** The day of the request may lie ahead, for those who want to know what it would mean to wait until then. */
    private static Wish wish(QuoteRequest request, Subscription subscription, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, subscription.timeZone());
        LocalDate requestOn = request.declaredOn() == null ? today : request.declaredOn();
        RequestedDates dates = RequestedDates.of(requestOn, request.mode(), request.wishedDate(), today);
        return new Wish(dates.requestOn(), dates.mode(), dates.wishedDate(), request.reason());
    }
}
