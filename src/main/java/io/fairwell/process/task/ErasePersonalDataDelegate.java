package io.fairwell.process.task;

import io.fairwell.process.Aftercare;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes what is personal in the case unreadable for ever. */
@Component
class ErasePersonalDataDelegate implements JavaDelegate {

    private final Aftercare aftercare;

    ErasePersonalDataDelegate(Aftercare aftercare) {
        this.aftercare = aftercare;
    }

    @Override
    public void execute(DelegateExecution execution) {
        aftercare.erase(execution);
    }
}
