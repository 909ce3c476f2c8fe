package io.fairwell.process.task;

import io.fairwell.process.Escalations;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts a dispute that is overdue before the supervisors once more. */
@Component
class EscalateDisputeDelegate implements JavaDelegate {

    private final Escalations escalations;

    EscalateDisputeDelegate(Escalations escalations) {
        this.escalations = escalations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalations.escalate(execution);
    }
}
