package io.fairwell.process.task;

import io.fairwell.process.FailedSteps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Somebody has done the failed step by hand. */
@Component
class TakeOverStepDelegate implements JavaDelegate {

    private final FailedSteps failed;

    TakeOverStepDelegate(FailedSteps failed) {
        this.failed = failed;
    }

    @Override
    public void execute(DelegateExecution execution) {
        failed.takeOver(execution);
    }
}
