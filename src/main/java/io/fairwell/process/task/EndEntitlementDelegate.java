package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.process.EntitlementEnd;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import io.fairwell.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends what the customer had, and hands the process what is left to do. */
@Component
class EndEntitlementDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Subscriptions subscriptions;
    private final EntitlementEnd entitlement;

    EndEntitlementDelegate(RunningCases cases, Subscriptions subscriptions, EntitlementEnd entitlement) {
        this.cases = cases;
        this.subscriptions = subscriptions;
        this.entitlement = entitlement;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.change(execution, CancellationCase::executionStarted);
        subscriptions.end(
                running.tenantId(),
                running.request().subscriptionId(),
                running.number(),
                java.util.Objects.requireNonNull(running.quote()).effectiveOn());
        execution.setVariables(entitlement.record(running.number(), Variables.RETURN_AWAITED.get(execution)));
    }
}
