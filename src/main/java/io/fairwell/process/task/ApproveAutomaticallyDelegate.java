package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.process.RunningCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The refund is within the rules: nobody has to look at it. */
@Component
class ApproveAutomaticallyDelegate implements JavaDelegate {

    private final RunningCases cases;

    ApproveAutomaticallyDelegate(RunningCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.change(execution, CancellationCase::refundApprovedAutomatically);
    }
}
