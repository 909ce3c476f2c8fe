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
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Payment of the refund of a running case, and how it turned out in the process's words: PAID, UNKNOWN, UNRESOLVED. */
@Component
public class RefundPayments {

    private final RunningCases cases;
    private final Refunds refunds;
    private final CaseTables tables;
    private final Deadlines deadlines;
    private final PaidMoney paid;
    private final PaymentEta eta;
    private final Settlements settlements;

    RefundPayments(
            RunningCases cases,
            Refunds refunds,
            CaseTables tables,
            Deadlines deadlines,
            PaidMoney paid,
            PaymentEta eta,
            Settlements settlements) {
        this.cases = cases;
        this.refunds = refunds;
        this.tables = tables;
        this.deadlines = deadlines;
        this.paid = paid;
        this.eta = eta;
        this.settlements = settlements;
    }

    public void pay(DelegateExecution execution) {
        RefundState state = refunds.pay(order(cases.get(execution)));
        Variables.LOOK_UPS.set(execution, 0);
        record(execution, state, false);
    }

    private RefundOrder order(CancellationCase running) {
        Subscription subscription = cases.subscription(running);
        return new RefundOrder(
                running.tenantId(),
                running.number(),
                RefundOrder.REFUND,
                Objects.requireNonNull(running.refund().amount()),
                subscription.paymentRoute().name(),
                subscription.id(),
                RefundOrder.TERM,
                paid.refundable(running, subscription),
                subscription.paymentReference());
    }

    public void lookUp(DelegateExecution execution) {
        RefundState state = refunds.lookUp(cases.number(execution));
        int lookUps = Variables.LOOK_UPS.get(execution) + 1;
        Variables.LOOK_UPS.set(execution, lookUps);
        record(execution, state, lookUps >= deadlines.lookUps());
    }

    /** A person has paid it another way, so that the gateway was not needed. @return what the process goes on with */
    Map<String, Object> paidByHand(CaseNumber number, String by) {
        RefundState state = refunds.paidByHand(order(cases.get(number)), by);
        if (progress(number, state, Actor.agent(by), tables.of(number))) {
            follow(number);
        }
        return Map.of(Variables.REFUND_OUTCOME.name(), "PAID");
    }

    /** A person has found out what became of it. */
    public void settle(CaseNumber number, boolean wasPaid, String by) {
        RefundState state = refunds.settleByHand(number, wasPaid, by);
        progress(number, state, Actor.agent(by), tables.of(number));
    }

    private void record(DelegateExecution execution, RefundState state, boolean enough) {
        CaseNumber number = cases.number(execution);
        boolean news = progress(number, state, Actor.SYSTEM, tables.of(execution));
        Variables.REFUND_OUTCOME.set(execution, outcome(state, enough));
        if (news && state == RefundState.SUCCEEDED) {
            follow(number);
        }
    }

    /** The gateway may have accepted it even where a person says that they paid: then that is what counts. */
    private void follow(CaseNumber number) {
        CancellationCase refunded = cases.get(number);
        settlements.follow(refunded, RefundOrder.REFUND, refunded.refund().eta());
    }

    /** @param enough whether it has been looked up often enough for a person to take over */
    static String outcome(RefundState state, boolean enough) {
        return switch (state) {
            case SUCCEEDED -> "PAID";
            case REJECTED -> "UNRESOLVED";
            case NEW, SENT, UNKNOWN -> enough ? "UNRESOLVED" : "UNKNOWN";
        };
    }

    /** @return whether the case did not know */
    private boolean progress(CaseNumber number, RefundState state, Actor by, DecisionTables rules) {
        Refund.State next = switch (state) {
            case SUCCEEDED -> Refund.State.PAID;
            case REJECTED -> Refund.State.REJECTED;
            case NEW, SENT, UNKNOWN -> Refund.State.UNKNOWN;
        };
        boolean news = cases.get(number).refund().state() != next;
        if (news) {
            cases.change(
                    number,
                    (c, now) -> c.refundProgress(next, next == Refund.State.PAID ? eta.of(c, rules) : null, by, now));
        }
        return news;
    }
}
