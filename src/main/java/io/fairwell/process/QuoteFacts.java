package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.Decision;
import io.fairwell.terms.ImpactKind;
import io.fairwell.terms.Quote;
import io.fairwell.terms.Quotes;
import java.time.Clock;
import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
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
    private final Clock clock;

    QuoteFacts(
            RunningCases running,
            CancellationCases cases,
            CaseDecisions decisions,
            Quotes quotes,
            Subscriptions subscriptions,
            Clock clock) {
        this.running = running;
        this.cases = cases;
        this.decisions = decisions;
        this.quotes = quotes;
        this.subscriptions = subscriptions;
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
        Quote quote = quotes.quoteCase(current, terms, regulation);
        running.change(execution, (c, now) -> c.quoted(quote.terms(), now));
        freezePoints(execution, current, subscription);
        boolean immediate = quote.immediate() || current.request().mode() == EffectiveMode.IMMEDIATE;
        Variables.OFFER_ALLOWED.set(
                execution, !immediate && "AFTER_DECLARATION".equals(regulation.text("offerPlacement")));
        Variables.EARLIER_OFFERS.set(
                execution,
                cases.countOffers(
                        current.tenantId(),
                        current.request().customerId(),
                        clock.instant().minus(OFFER_MEMORY)));
        Variables.EFFECTIVE_ON.set(execution, quote.effectiveOn().toString());
        Variables.WHERE.set(execution, quote.where());
        Variables.REFUND_METHOD.set(execution, quote.statement().method());
        Variables.REFUND_ROUTE.set(execution, quote.statement().route().name());
        Variables.REFUND_AMOUNT.set(
                execution, quote.statement().refund().getAmount().doubleValue());
        Variables.CURRENCY.set(
                execution, quote.statement().refund().getCurrencyUnit().getCode());
        Variables.RETURN_AWAITED.set(
                execution, quote.impact().stream().anyMatch(impact -> impact.kind() == ImpactKind.RETURN_NEEDED));
        Variables.INSTALLMENTS_OUTSTANDING.set(execution, subscription.installmentsOutstanding());
    }

    private void freezePoints(DelegateExecution execution, CancellationCase current, Subscription subscription) {
        if (subscription.points() > 0) {
            subscriptions.freezePoints(current.tenantId(), subscription.id(), current.number());
            running.change(execution, (c, now) -> c.stepDone(CaseEvent.Kind.POINTS_FROZEN, now));
        }
    }
}
