package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The case behind an execution: its business key is the case number. */
@Component
public class RunningCases {

    private final CancellationCases cases;
    private final Subscriptions subscriptions;
    private final Clock clock;

    RunningCases(CancellationCases cases, Subscriptions subscriptions, Clock clock) {
        this.cases = cases;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    public CaseNumber number(DelegateExecution execution) {
        return new CaseNumber(execution.getProcessBusinessKey());
    }

    public CaseNumber number(DelegateTask task) {
        return new CaseNumber(task.getExecution().getProcessBusinessKey());
    }

    public CancellationCase get(DelegateExecution execution) {
        return cases.get(number(execution));
    }

    public CancellationCase get(CaseNumber number) {
        return cases.get(number);
    }

    public CancellationCase get(DelegateTask task) {
        return cases.get(number(task));
    }

    public CancellationCase change(
            DelegateExecution execution, BiFunction<CancellationCase, Instant, CancellationCase> transition) {
        return change(number(execution), transition);
    }

    public CancellationCase change(
            CaseNumber number, BiFunction<CancellationCase, Instant, CancellationCase> transition) {
        Instant now = clock.instant();
        return cases.change(number, c -> transition.apply(c, now));
    }

    public Subscription subscription(CancellationCase running) {
        return subscriptions.get(running.tenantId(), running.request().subscriptionId());
    }
}
