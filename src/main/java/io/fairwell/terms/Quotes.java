package io.fairwell.terms;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.DeclarationRefused;
import io.fairwell.cancellation.QuoteBook;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Request;
import io.fairwell.cancellation.RequestedDates;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.QuoteLock.Settlement;
import io.fairwell.terms.Requote.Change;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;
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
        return keep(writer.write(subscription, wish, Rules.of(tables, subscription, wish.requestOn())), wish);
    }

    /**
     * Compares the quote of a running case with the facts of now, by the rules of {@link QuoteLock}. A new quote is
     * stored only where it differs, and rests on the new facts, so that a repetition finds nothing more to change.
     *
     * @param tables those the case was started with
     * @throws io.fairwell.subscription.SubscriptionNotFound when the subscription is gone
     */
    @Transactional
    public Requote requoteCase(CancellationCase running, Decision terms, Decision regulation, DecisionTables tables) {
        Subscription now =
                subscriptions.get(running.tenantId(), running.request().subscriptionId());
        Rules rules = new Rules(terms, regulation, tables);
        return shown(running)
                .map(shown -> settled(running.request(), shown, now, rules))
                .orElseGet(() -> {
                    Wish wish = wish(running.request(), running.request().declaredOn());
                    return new Requote(keep(writer.write(now, wish, rules), wish), Change.UNCHANGED);
                });
    }

    private Optional<Quote> shown(CancellationCase running) {
        QuoteTerms terms = running.quote();
        Request request = running.request();
        return terms == null
                ? Optional.empty()
                : stored.findFor(running.tenantId(), terms.quoteId(), request.mode(), request.wishedDate());
    }

    private Requote settled(Request request, Quote shown, Subscription now, Rules rules) {
        Wish wish = wish(request, shown.requestOn());
        Settlement settled =
                QuoteLock.settle(shown, now, TermsRule.of(rules.terms()), RegulationRule.of(rules.regulation()), wish);
        Assessment assessment = settled.assessment();
        if (assessment == null) {
            return new Requote(onTime(shown, request, now, rules), settled.change());
        }
        Money before =
                settled.change() == Change.WORSE_BY_USE ? shown.statement().refund() : null;
        Quote quote = writer.write(
                settled.facts(), wish.requestOn(), assessment.notBefore(request.declaredOn()), before, rules);
        return new Requote(keep(quote, wish), settled.change());
    }

    /** What was shown; where midnight has passed since, the service ends on the day of the request at the earliest. */
    private Quote onTime(Quote shown, Request request, Subscription now, Rules rules) {
        if (!shown.effectiveOn().isBefore(request.declaredOn())) {
            return shown;
        }
        Assessment moved = Assessment.of(shown).notBefore(request.declaredOn());
        Quote later = writer.write(now, shown.requestOn(), moved, shown.shownRefund(), rules);
        return keep(QuoteWriter.withRefundOf(shown, later), wish(request, shown.requestOn()));
    }

    private Quote keep(Quote quote, Wish wish) {
        stored.add(quote, wish);
        return quote;
    }

    public Optional<Quote> get(String tenantId, String quoteId) {
        return stored.find(tenantId, quoteId);
    }

    /** @return the quote that the customer was shown before their own use made the refund smaller */
    public Optional<Quote> shownBefore(CancellationCase running) {
        QuoteTerms terms = running.quote();
        if (terms == null || terms.shownRefund() == null) {
            return Optional.empty();
        }
        return stored.earlier(running.tenantId(), terms.quoteId()).stream()
                .filter(quote -> quote.statement().refund().equals(terms.shownRefund()))
                .findFirst();
    }

    @Override
    public Optional<QuoteTerms> find(String tenantId, String quoteId) {
        return get(tenantId, quoteId).map(Quote::terms);
    }

    @Override
    public boolean isFor(String tenantId, String quoteId, LocalDate declaredOn) {
        return get(tenantId, quoteId).filter(quote -> quote.isFor(declaredOn)).isPresent();
    }

    @Override
    public LocalDate effectiveOn(String tenantId, Request request) {
        Subscription subscription = subscriptions.get(tenantId, request.subscriptionId());
        Wish wish = wish(request, request.declaredOn());
        return writer.write(subscription, wish, Rules.of(tables, subscription, request.declaredOn()))
                .effectiveOn();
    }

    /** The day of the request may lie ahead, for those who want to know what it would mean to wait until then. */
    private static Wish wish(QuoteRequest request, Subscription subscription, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, subscription.timeZone());
        LocalDate requestOn = request.declaredOn() == null ? today : request.declaredOn();
        RequestedDates dates = RequestedDates.of(requestOn, request.mode(), request.wishedDate(), today);
        return new Wish(dates.requestOn(), dates.mode(), dates.wishedDate(), request.reason());
    }

    private static Wish wish(Request request, LocalDate requestOn) {
        return new Wish(requestOn, request.mode(), request.wishedDate(), request.reason());
    }
}
