package io.fairwell.process.task;

import io.fairwell.process.Escalations;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts overdue work before the supervisors. */
@Component
class EscalateChaseDelegate implements JavaDelegate {

    private final Escalations escalations;

    EscalateChaseDelegate(Escalations escalations) {
        this.escalations = escalations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalations.escalate(execution);
    }
}
