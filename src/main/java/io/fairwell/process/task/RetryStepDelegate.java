package io.fairwell.process.task;

import io.fairwell.process.FailedSteps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Runs the failed step again. */
@Component
class RetryStepDelegate implements JavaDelegate {

    private final FailedSteps failed;

    RetryStepDelegate(FailedSteps failed) {
        this.failed = failed;
    }

    @Override
    public void execute(DelegateExecution execution) {
        failed.retry(execution);
    }
}
