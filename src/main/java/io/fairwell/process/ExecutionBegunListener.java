package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Refund;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.Subscription;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * In the transaction in which the effective date is reached: from now on the request cannot be taken back, and the
 * process learns what there is to do. Steps may fail and be skipped later; what they are routed by stands already.
 */
@Component("executionBegunListener")
class ExecutionBegunListener implements ExecutionListener {

    private final RunningCases cases;

    ExecutionBegunListener(RunningCases cases) {
        this.cases = cases;
    }

    @Override
    public void notify(DelegateExecution execution) {
        CancellationCase running = cases.change(execution, CancellationCase::executionStarted);
        Subscription subscription = cases.subscription(running);
        Refund refund = running.refund();
        boolean toPay = refund.state() == Refund.State.APPROVED
                && refund.amount() != null
                && refund.amount().isPositive();
        Variables.MANDATE_TO_REVOKE.set(execution, subscription.paymentRoute() == PaymentRoute.WALLET);
        Variables.MEMBERS_OR_DEVICES.set(
                execution, !subscription.subAccounts().isEmpty() || subscription.devices() > 0);
        Variables.RETURN_AWAITED.set(execution, toPay && Variables.RETURN_AWAITED.get(execution));
        Variables.REFUND_TO_PAY.set(execution, toPay);
        Variables.LOOK_UPS.set(execution, 0);
        // Until the gateway has said otherwise: a payment that is skipped goes to a person.
        Variables.REFUND_OUTCOME.set(execution, "UNRESOLVED");
    }
}
