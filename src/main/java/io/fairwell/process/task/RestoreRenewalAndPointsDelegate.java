package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.process.RunningCases;
import io.fairwell.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The request is taken back: the subscription goes on as before. */
@Component
class RestoreRenewalAndPointsDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Subscriptions subscriptions;

    RestoreRenewalAndPointsDelegate(RunningCases cases, Subscriptions subscriptions) {
        this.cases = cases;
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        String subscription = running.request().subscriptionId();
        subscriptions.restorePoints(running.tenantId(), subscription, running.number());
        RenewalState state = subscriptions.restoreRenewal(running.tenantId(), subscription, running.number());
        cases.change(execution, (c, now) -> c.renewalRestored(state, now));
    }
}
