package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.Refund;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends what the customer had, and hands the process what is left to do. */
@Component
class EndEntitlementDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Subscriptions subscriptions;

    EndEntitlementDelegate(RunningCases cases, Subscriptions subscriptions) {
        this.cases = cases;
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.change(execution, CancellationCase::executionStarted);
        Subscription subscription = cases.subscription(running);
        subscriptions.end(
                running.tenantId(),
                subscription.id(),
                running.number(),
                java.util.Objects.requireNonNull(running.quote()).effectiveOn());
        cases.change(execution, (c, now) -> c.stepDone(CaseEvent.Kind.BENEFITS_ENDED, now));
        Refund refund = running.refund();
        boolean toPay = refund.state() == Refund.State.APPROVED
                && refund.amount() != null
                && refund.amount().isPositive();
        Variables.MANDATE_TO_REVOKE.set(
                execution, subscription.paymentRoute() == io.fairwell.subscription.PaymentRoute.WALLET);
        Variables.MEMBERS_OR_DEVICES.set(
                execution, !subscription.subAccounts().isEmpty() || subscription.devices() > 0);
        Variables.RETURN_AWAITED.set(execution, toPay && Variables.RETURN_AWAITED.get(execution));
        Variables.REFUND_TO_PAY.set(execution, toPay);
    }
}
