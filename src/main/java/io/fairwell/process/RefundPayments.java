package io.fairwell.process;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Refund;
import io.fairwell.refund.RefundOrder;
import io.fairwell.refund.RefundState;
import io.fairwell.refund.Refunds;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.RefundEta;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Payment of the refund of a running case, and how it turned out in the process's words: PAID, UNKNOWN, UNRESOLVED. */
@Component
public class RefundPayments {

    private static final String LEG = "REFUND";

    private final RunningCases cases;
    private final Refunds refunds;
    private final CaseTables tables;
    private final Deadlines deadlines;
    private final Clock clock;

    RefundPayments(RunningCases cases, Refunds refunds, CaseTables tables, Deadlines deadlines, Clock clock) {
        this.cases = cases;
        this.refunds = refunds;
        this.tables = tables;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    public void pay(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        Subscription subscription = cases.subscription(running);
        RefundState state = refunds.pay(new RefundOrder(
                running.tenantId(),
                running.number(),
                LEG,
                Objects.requireNonNull(running.refund().amount()),
                subscription.paymentRoute().name(),
                subscription.id(),
                RefundOrder.TERM,
                refundable(running, subscription),
                subscription.paymentReference()));
        Variables.LOOK_UPS.set(execution, 0);
        record(execution, state, Actor.SYSTEM, false);
    }

    /** The most that may go back of what was paid for the term, a compensation on top of it included. */
    static Money refundable(CancellationCase running, Subscription subscription) {
        Money compensation = running.refund().compensation();
        return compensation == null ? subscription.paid() : subscription.paid().plus(compensation);
    }

    public void lookUp(DelegateExecution execution) {
        RefundState state = refunds.lookUp(cases.number(execution));
        int lookUps = Variables.LOOK_UPS.get(execution) + 1;
        Variables.LOOK_UPS.set(execution, lookUps);
        record(execution, state, Actor.SYSTEM, lookUps >= deadlines.lookUps());
    }

    /** A person has paid it another way, so that the gateway was not needed. @return what the process goes on with */
    Map<String, Object> paidByHand(CaseNumber number) {
        progress(number, RefundState.SUCCEEDED, Actor.SYSTEM, tables.of(number));
        return Map.of(Variables.REFUND_OUTCOME.name(), "PAID");
    }

    /** A person has found out what became of it. */
    public void settle(CaseNumber number, boolean paid, String by) {
        RefundState state = refunds.settleByHand(number, paid, by);
        progress(number, state, Actor.agent(by), tables.of(number));
    }

    private void record(DelegateExecution execution, RefundState state, Actor by, boolean enough) {
        progress(cases.number(execution), state, by, tables.of(execution));
        Variables.REFUND_OUTCOME.set(execution, outcome(state, enough));
    }

    /** @param enough whether it has been looked up often enough for a person to take over */
    static String outcome(RefundState state, boolean enough) {
        return switch (state) {
            case SUCCEEDED -> "PAID";
            case REJECTED -> "UNRESOLVED";
            case NEW, SENT, UNKNOWN -> enough ? "UNRESOLVED" : "UNKNOWN";
        };
    }

    private void progress(CaseNumber number, RefundState state, Actor by, DecisionTables rules) {
        cases.change(number, (c, now) -> {
            Refund.State next = switch (state) {
                case SUCCEEDED -> Refund.State.PAID;
                case REJECTED -> Refund.State.REJECTED;
                case NEW, SENT, UNKNOWN -> Refund.State.UNKNOWN;
            };
            return c.refund().state() == next ? c : c.refundProgress(next, eta(c, next, rules), by, now);
        });
    }

    private @Nullable LocalDate eta(CancellationCase running, Refund.State state, DecisionTables rules) {
        if (state != Refund.State.PAID) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), running.request().zone());
        return RefundEta.of(rules, cases.subscription(running), today)
                .map(arrival -> arrival.eta().to())
                .orElse(null);
    }
}
