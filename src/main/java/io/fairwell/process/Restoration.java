package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The subscription goes on as before: what the case held or froze is released, and nothing else. */
@Component
public class Restoration {

    private final RunningCases cases;
    private final Subscriptions subscriptions;

    Restoration(RunningCases cases, Subscriptions subscriptions) {
        this.cases = cases;
        this.subscriptions = subscriptions;
    }

    public void restore(DelegateExecution execution) {
        restore(cases.number(execution));
    }

    void restore(CaseNumber number) {
        CancellationCase running = cases.get(number);
        String subscription = running.request().subscriptionId();
        String earlier = running.request().supersedes();
        if (earlier != null) {
            subscriptions.handOver(running.tenantId(), subscription, new CaseNumber(earlier), running.number());
        }
        subscriptions.restorePoints(running.tenantId(), subscription, running.number());
        RenewalState state = subscriptions.restoreRenewal(running.tenantId(), subscription, running.number());
        cases.change(number, (c, now) -> c.renewalRestored(state, now));
    }
}
