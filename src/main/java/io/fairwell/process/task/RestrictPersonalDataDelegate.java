package io.fairwell.process.task;

import io.fairwell.process.Aftercare;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Keeps what is personal for what the law demands, and for nothing else. */
@Component
class RestrictPersonalDataDelegate implements JavaDelegate {

    private final Aftercare aftercare;

    RestrictPersonalDataDelegate(Aftercare aftercare) {
        this.aftercare = aftercare;
    }

    @Override
    public void execute(DelegateExecution execution) {
        aftercare.restrict(execution);
    }
}
