package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.dispute.Dispute;
import io.fairwell.dispute.Dispute.Payment;
import io.fairwell.dispute.DisputeDesk;
import io.fairwell.refund.RefundOrder;
import io.fairwell.refund.RefundState;
import io.fairwell.refund.Refunds;
import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** Payment of what a dispute granted: a leg of its own in the ledger, and the same words for how it turned out. */
@Component
public class DisputePayments {

    private final RunningCases running;
    private final DisputeDesk disputes;
    private final Refunds refunds;
    private final CaseTables tables;
    private final Deadlines deadlines;
    private final PaidMoney paid;
    private final PaymentEta eta;
    private final Settlements settlements;

    DisputePayments(
            RunningCases running,
            DisputeDesk disputes,
            Refunds refunds,
            CaseTables tables,
            Deadlines deadlines,
            PaidMoney paid,
            PaymentEta eta,
            Settlements settlements) {
        this.running = running;
        this.disputes = disputes;
        this.refunds = refunds;
        this.tables = tables;
        this.deadlines = deadlines;
        this.paid = paid;
        this.eta = eta;
        this.settlements = settlements;
    }

    public void pay(DelegateExecution execution) {
        RefundState state = refunds.pay(order(running.get(execution)));
        Variables.LOOK_UPS.set(execution, 0);
        record(execution, state, false);
    }

    private RefundOrder order(CancellationCase disputed) {
        Dispute decided = disputes.open(disputed.number());
        Subscription subscription = running.subscription(disputed);
        boolean ofTheTerm = disputes.concernsTheTerm(disputed, decided);
        Money limit = ofTheTerm
                ? paid.refundable(disputed, subscription)
                : Objects.requireNonNull(decided.claim().amount());
        return new RefundOrder(
                disputed.tenantId(),
                disputed.number(),
                leg(decided),
                decided.decision().orElseThrow().granted(),
                subscription.paymentRoute().name(),
                subscription.id(),
                ofTheTerm ? RefundOrder.TERM : RefundOrder.charge(decided.number()),
                limit,
                // Which payment another charge was, upstream has not said.
                ofTheTerm ? subscription.paymentReference() : null);
    }

    public void lookUp(DelegateExecution execution) {
        CaseNumber number = running.number(execution);
        RefundState state = refunds.lookUp(number, leg(disputes.open(number)));
        int lookUps = Variables.LOOK_UPS.get(execution) + 1;
        Variables.LOOK_UPS.set(execution, lookUps);
        record(execution, state, lookUps >= deadlines.lookUps());
    }

    /** A person has paid it another way, so that the gateway was not needed. @return what the process goes on with */
    Map<String, Object> paidByHand(CaseNumber number, String by) {
        if (progress(number, refunds.paidByHand(order(running.get(number)), by))) {
            follow(number);
        }
        return Map.of(Variables.REFUND_OUTCOME.name(), "PAID");
    }

    /** A person has found out what became of it. */
    public void settle(CaseNumber number, boolean wasPaid, String by) {
        progress(number, refunds.settleByHand(number, leg(disputes.open(number)), wasPaid, by));
    }

    private static String leg(Dispute dispute) {
        return "DISPUTE-" + dispute.number();
    }

    private void record(DelegateExecution execution, RefundState state, boolean enough) {
        CaseNumber number = running.number(execution);
        boolean news = progress(number, state);
        Variables.REFUND_OUTCOME.set(execution, RefundPayments.outcome(state, enough));
        if (news && state == RefundState.SUCCEEDED) {
            follow(number);
        }
    }

    private void follow(CaseNumber number) {
        Dispute answered = disputes.open(number);
        settlements.follow(running.get(number), leg(answered), answered.eta());
    }

    /** @return whether the dispute did not know */
    private boolean progress(CaseNumber number, RefundState state) {
        Payment next = switch (state) {
            case SUCCEEDED -> Payment.PAID;
            case REJECTED -> Payment.FAILED;
            case NEW, SENT, UNKNOWN -> Payment.UNKNOWN;
        };
        boolean news = disputes.open(number).payment() != next;
        LocalDate arrival = next == Payment.PAID ? eta.of(running.get(number), tables.of(number)) : null;
        disputes.paymentProgressed(number, next, arrival);
        return news;
    }
}
