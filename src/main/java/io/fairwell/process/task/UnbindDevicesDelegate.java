package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.process.RunningCases;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Frees the devices that were bound. */
@Component
class UnbindDevicesDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Subscriptions subscriptions;

    UnbindDevicesDelegate(RunningCases cases, Subscriptions subscriptions) {
        this.cases = cases;
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        Subscription subscription = cases.subscription(running);
        if (subscription.devices() > 0) {
            subscriptions.unbindDevices(running.tenantId(), subscription.id(), running.number());
            cases.change(execution, (c, now) -> c.stepDone(CaseEvent.Kind.DEVICES_UNBOUND, now));
        }
    }
}
