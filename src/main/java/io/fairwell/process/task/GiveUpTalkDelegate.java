package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.process.RunningCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The talk did not come about in time: the draft goes on. */
@Component
class GiveUpTalkDelegate implements JavaDelegate {

    private final RunningCases cases;

    GiveUpTalkDelegate(RunningCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.change(execution, CancellationCase::offerExpired);
    }
}
