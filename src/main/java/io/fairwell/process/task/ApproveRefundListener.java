package io.fairwell.process.task;

import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** A second person approves what the first has prepared, or sends it back. */
@Component
class ApproveRefundListener implements TaskListener {

    enum Choice {
        APPROVE,
        SEND_BACK
    }

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;

    ApproveRefundListener(TaskWork work, FormInput input, RunningCases cases) {
        this.work = work;
        this.input = input;
        this.cases = cases;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(
                task,
                (c, due, now) -> c.refundReviewNeeded(Who.SUPERVISOR, What.APPROVE_REFUND, due, now),
                this::decide);
    }

    private void decide(DelegateTask task) {
        String person = input.person(task);
        Choice choice = input.choice(task, Variables.APPROVAL_DECISION.name(), Choice.class);
        String note = input.text(task, "note");
        cases.change(
                cases.number(task),
                (c, now) ->
                        choice == Choice.APPROVE ? c.refundApproved(person, now) : c.refundSentBack(person, note, now));
    }
}
