package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.process.RunningCases;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Points that were frozen are cleared now. */
@Component
class ClearPointsDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Subscriptions subscriptions;

    ClearPointsDelegate(RunningCases cases, Subscriptions subscriptions) {
        this.cases = cases;
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        Subscription subscription = cases.subscription(running);
        if (subscription.points() > 0) {
            subscriptions.clearPoints(running.tenantId(), subscription.id(), running.number());
            cases.change(execution, (c, now) -> c.stepDone(CaseEvent.Kind.POINTS_CLEARED, now));
        }
    }
}
