package io.fairwell.process.task;

import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.process.Variables;
import io.fairwell.refund.Reconciliations;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Support says what came of a difference between our books and the gateway's. The payment may belong to no case. */
@Component
class ResolveDiscrepancyListener implements TaskListener {

    enum Choice {
        /** Both are right, for example because one is later. */
        EXPLAINED,
        /** What was wrong has been put right. */
        CORRECTED,
        /** The gateway, or whoever answers for it, has been told. */
        REPORTED
    }

    private final TaskWork work;
    private final FormInput input;
    private final Reconciliations reconciliations;

    ResolveDiscrepancyListener(TaskWork work, FormInput input, Reconciliations reconciliations) {
        this.work = work;
        this.input = input;
        this.reconciliations = reconciliations;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(task, (c, due, now) -> c, this::decide);
    }

    private void decide(DelegateTask task) {
        String person = input.person(task);
        Choice choice = input.choice(task, Variables.DISCREPANCY_RESULT.name(), Choice.class);
        String note = input.requiredText(task, "note", Why.REASON_MISSING);
        reconciliations.resolve(
                task.getTenantId(),
                UUID.fromString(Variables.FINDING_ID.get(task.getExecution())),
                person,
                choice + ": " + note);
    }
}
