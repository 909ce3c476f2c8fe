package io.fairwell.process.task;

import io.fairwell.process.FailedSteps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The case goes on without the failed step. */
@Component
class SkipStepDelegate implements JavaDelegate {

    private final FailedSteps failed;

    SkipStepDelegate(FailedSteps failed) {
        this.failed = failed;
    }

    @Override
    public void execute(DelegateExecution execution) {
        failed.skip(execution);
    }
}
