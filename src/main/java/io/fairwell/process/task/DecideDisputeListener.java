package io.fairwell.process.task;

import io.fairwell.dispute.Answer.Outcome;
import io.fairwell.dispute.Dispute;
import io.fairwell.dispute.DisputeDesk;
import io.fairwell.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** A supervisor decides a dispute; above one person's limit, a second one has to agree. */
@Component
class DecideDisputeListener implements TaskListener {

    enum Choice {
        UPHOLD,
        PARTLY,
        REJECT
    }

    private final TaskWork work;
    private final FormInput input;
    private final DisputeForm form;
    private final DisputeDesk disputes;

    DecideDisputeListener(TaskWork work, FormInput input, DisputeForm form, DisputeDesk disputes) {
        this.work = work;
        this.input = input;
        this.form = form;
        this.disputes = disputes;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(
                task,
                (c, due, now) -> {
                    form.prepare(task, disputes.withSupervisor(c.number(), due));
                    return c;
                },
                this::decide);
    }

    private void decide(DelegateTask task) {
        String person = input.person(task);
        Choice choice = input.choice(task, Variables.DISPUTE_DECISION.name(), Choice.class);
        Dispute after = form.answer(task, outcome(choice), person);
        Variables.SECOND_APPROVAL.set(task, after.decision().isEmpty());
    }

    private static Outcome outcome(Choice choice) {
        return switch (choice) {
            case UPHOLD -> Outcome.UPHELD;
            case PARTLY -> Outcome.PARTLY;
            case REJECT -> Outcome.REJECTED;
        };
    }
}
