package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.process.RunningCases;
import io.fairwell.refund.Refunds;
import io.fairwell.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends the standing permission to charge. */
@Component
class RevokeMandateDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Refunds refunds;
    private final Subscriptions subscriptions;

    RevokeMandateDelegate(RunningCases cases, Refunds refunds, Subscriptions subscriptions) {
        this.cases = cases;
        this.refunds = refunds;
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        String subscription = running.request().subscriptionId();
        String reference = subscriptions.get(running.tenantId(), subscription).mandateReference();
        refunds.revokeMandate(running.tenantId(), subscription, reference, running.number());
        subscriptions.markMandateRevoked(running.tenantId(), subscription, running.number());
        cases.change(execution, (c, now) -> c.stepDone(CaseEvent.Kind.MANDATE_REVOKED, now));
    }
}
