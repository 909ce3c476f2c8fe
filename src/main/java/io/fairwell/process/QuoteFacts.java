package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Refund;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.Decision;
import io.fairwell.terms.ImpactKind;
import io.fairwell.terms.Quote;
import io.fairwell.terms.Quotes;
import io.fairwell.terms.Requote;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** Quotes a running case by the tables it was started with, and puts the facts it is routed by into the process. */
@Component
public class QuoteFacts {

    /** Offers a customer got within this time count as earlier offers. */
    private static final Duration OFFER_MEMORY = Duration.ofDays(365);

    private final RunningCases running;
    private final CancellationCases cases;
    private final CaseDecisions decisions;
    private final Quotes quotes;
    private final Subscriptions subscriptions;
    private final CaseTables tables;
    private final Letters letters;
    private final Clock clock;

    QuoteFacts(
            RunningCases running,
            CancellationCases cases,
            CaseDecisions decisions,
            Quotes quotes,
            Subscriptions subscriptions,
            CaseTables tables,
            Letters letters,
            Clock clock) {
        this.running = running;
        this.cases = cases;
        this.decisions = decisions;
        this.quotes = quotes;
        this.subscriptions = subscriptions;
        this.tables = tables;
        this.letters = letters;
        this.clock = clock;
    }

    public void quote(DelegateExecution execution) {
        CancellationCase current = running.get(execution);
        Subscription subscription = running.subscription(current);
        boolean nothing = subscription.hasNothingToCancel(current.request().declaredOn());
        Variables.NOTHING_TO_CANCEL.set(execution, nothing);
        if (nothing) {
            return;
        }
        Decision terms = decisions.latest(current.number(), "terms").orElseThrow();
        Decision regulation = decisions.latest(current.number(), "regulation").orElseThrow();
        Quote quote = quotes.requoteCase(current, terms, regulation, tables.of(execution))
                .quote();
        running.change(execution, (c, now) -> c.quoted(quote.terms(), now));
        if (terms.flag("freezePoints")) {
            freezePoints(execution, current, subscription);
        }
        boolean immediate = quote.immediate() || current.request().mode() == EffectiveMode.IMMEDIATE;
        boolean offer = !immediate && "AFTER_DECLARATION".equals(regulation.text("offerPlacement"));
        // A talk the customer has asked for is no offer that anybody could place wrongly.
        Variables.OFFER_ALLOWED.set(execution, offer || Variables.TALK_WANTED.get(execution));
        Variables.EARLIER_OFFERS.set(
                execution,
                cases.countOffers(
                        current.tenantId(),
                        current.request().customerId(),
                        clock.instant().minus(OFFER_MEMORY)));
        Variables.WHERE.set(execution, quote.where());
        Variables.RETURN_AWAITED.set(
                execution, quote.impact().stream().anyMatch(impact -> impact.kind() == ImpactKind.RETURN_NEEDED));
        Variables.RIGHTS_TO_MOVE.set(
                execution,
                terms.flag("transferRights") && !subscription.subAccounts().isEmpty());
        Variables.INSTALLMENTS_OUTSTANDING.set(execution, subscription.installmentsOutstanding());
        route(execution, quote);
    }

    /**
     * Compares the quote with what is true now. An amount that a person has decided stays, unless the facts now bring
     * more; what was rejected is a matter for a dispute.
     */
    public void check(DelegateExecution execution) {
        CancellationCase current = running.get(execution);
        Decision terms = decisions.latest(current.number(), "terms").orElseThrow();
        Decision regulation = decisions.latest(current.number(), "regulation").orElseThrow();
        Requote requote = quotes.requoteCase(current, terms, regulation, tables.of(execution));
        Quote quote = requote.quote();
        boolean changed = requote.change() != Requote.Change.UNCHANGED
                && mayReplace(current, quote.statement().refund(), requote.change());
        Variables.QUOTE_CHANGED.set(execution, changed);
        if (!changed) {
            return;
        }
        running.change(execution, (c, now) -> c.requoted(quote.terms(), now));
        Variables.INSTALLMENTS_OUTSTANDING.set(
                execution, running.subscription(current).installmentsOutstanding());
        route(execution, quote);
        if (requote.change() == Requote.Change.BETTER) {
            letters.send(
                    current.number(),
                    LetterKind.QUOTE_CHANGED,
                    "quote-" + quote.quoteId(),
                    Map.of("before", String.valueOf(amount(current))));
        }
    }

    private static boolean mayReplace(CancellationCase current, Money fresh, Requote.Change change) {
        Money quoted = Objects.requireNonNull(current.quote()).refund();
        Money decided = amount(current);
        if (current.refund().state() == Refund.State.REJECTED) {
            return false;
        }
        return decided.equals(quoted) || (change == Requote.Change.BETTER && fresh.isGreaterThan(decided));
    }

    private static Money amount(CancellationCase current) {
        Money decided = current.refund().amount();
        return decided == null ? Objects.requireNonNull(current.quote()).refund() : decided;
    }

    private static void route(DelegateExecution execution, Quote quote) {
        Money refund = quote.statement().refund();
        Variables.EFFECTIVE_ON.set(execution, quote.effectiveOn().toString());
        Variables.REFUND_METHOD.set(execution, quote.statement().method());
        Variables.REFUND_ROUTE.set(execution, quote.statement().route().name());
        Variables.REFUND_AMOUNT.set(execution, refund.getAmount().doubleValue());
        Variables.CURRENCY.set(execution, refund.getCurrencyUnit().getCode());
    }

    private void freezePoints(DelegateExecution execution, CancellationCase current, Subscription subscription) {
        if (subscription.points() > 0) {
            subscriptions.freezePoints(current.tenantId(), subscription.id(), current.number());
            running.change(execution, (c, now) -> c.stepDone(CaseEvent.Kind.POINTS_FROZEN, now));
        }
    }
}
