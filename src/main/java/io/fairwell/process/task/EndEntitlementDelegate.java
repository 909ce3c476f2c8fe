package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.process.RunningCases;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import java.util.Objects;
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
        CancellationCase running = cases.get(execution);
        Subscription subscription = cases.subscription(running);
        subscriptions.end(
                running.tenantId(),
                subscription.id(),
                running.number(),
                Objects.requireNonNull(running.quote()).effectiveOn());
        cases.change(execution, (c, now) -> c.stepDone(CaseEvent.Kind.BENEFITS_ENDED, now));
    }
}
