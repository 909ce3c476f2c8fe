package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Support has found out whether the customer managed at the other place. */
@Component
class FollowUpCustomerActionListener implements TaskListener {

    enum Choice {
        CONFIRMED,
        REMIND,
        CLOSE_ANYWAY
    }

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;
    private final CaseFiles files;

    FollowUpCustomerActionListener(TaskWork work, FormInput input, RunningCases cases, CaseFiles files) {
        this.work = work;
        this.input = input;
        this.cases = cases;
        this.files = files;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(task, (c, due, now) -> c.awaiting(Who.SUPPORT, What.FOLLOW_UP, due), this::decide);
    }

    private void decide(DelegateTask task) {
        Actor by = Actor.agent(input.person(task));
        CaseNumber number = cases.number(task);
        Choice choice = input.choice(task, Variables.FOLLOW_UP_RESULT.name(), Choice.class);
        String note = input.text(task, "note");
        if (!note.isEmpty()) {
            files.addMessage(number, Direction.INTERNAL, by, note);
        } else if (choice == Choice.CLOSE_ANYWAY) {
            throw new DecisionRefused(Why.REASON_MISSING, "note");
        }
        if (choice != Choice.REMIND) {
            cases.change(number, (c, now) -> c.customerActionConfirmed(by, now));
        }
    }
}
