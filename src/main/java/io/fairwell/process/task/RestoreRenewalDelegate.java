package io.fairwell.process.task;

import io.fairwell.process.Restoration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The customer stays: the subscription goes on as before. */
@Component
class RestoreRenewalDelegate implements JavaDelegate {

    private final Restoration restoration;

    RestoreRenewalDelegate(Restoration restoration) {
        this.restoration = restoration;
    }

    @Override
    public void execute(DelegateExecution execution) {
        restoration.restore(execution);
    }
}
