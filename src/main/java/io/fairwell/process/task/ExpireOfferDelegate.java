package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.process.RunningCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Silence means declined. */
@Component
class ExpireOfferDelegate implements JavaDelegate {

    private final RunningCases cases;

    ExpireOfferDelegate(RunningCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.change(execution, CancellationCase::offerExpired);
    }
}
