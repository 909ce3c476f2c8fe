package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.Request;
import io.fairwell.process.RunningCases;
import io.fairwell.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes sure that nothing is charged while the case is open. */
@Component
class PutRenewalOnHoldDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Subscriptions subscriptions;

    PutRenewalOnHoldDelegate(RunningCases cases, Subscriptions subscriptions) {
        this.cases = cases;
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        Request request = running.request();
        if (request.supersedes() != null) {
            subscriptions.handOver(
                    running.tenantId(),
                    request.subscriptionId(),
                    new CaseNumber(request.supersedes()),
                    running.number());
        }
        RenewalState state = subscriptions.holdRenewal(running.tenantId(), request.subscriptionId(), running.number());
        if (state == RenewalState.ON_HOLD) {
            cases.change(execution, (c, now) -> c.renewalOnHold(now));
        }
    }
}
