package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Support has found out whether the members of a team lose anything when it ends now. */
@Component
class FollowUpRightsListener implements TaskListener {

    enum Choice {
        MOVED,
        /** The account owner wants it to end as it is. */
        END_ANYWAY
    }

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;
    private final CaseFiles files;

    FollowUpRightsListener(TaskWork work, FormInput input, RunningCases cases, CaseFiles files) {
        this.work = work;
        this.input = input;
        this.cases = cases;
        this.files = files;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(task, (c, due, now) -> c.awaiting(Who.SUPPORT, What.FOLLOW_UP_RIGHTS, due), this::decide);
    }

    private void decide(DelegateTask task) {
        Actor by = Actor.agent(input.person(task));
        CaseNumber number = cases.number(task);
        Choice choice = input.choice(task, Variables.RIGHTS_RESULT.name(), Choice.class);
        String note = choice == Choice.END_ANYWAY
                ? input.requiredText(task, "note", Why.REASON_MISSING)
                : input.text(task, "note");
        if (!note.isEmpty()) {
            files.addMessage(number, Direction.INTERNAL, by, note);
        }
        if (choice == Choice.MOVED) {
            cases.change(number, (c, now) -> c.rightsTransferred(by, now));
        }
        Variables.RIGHTS_TO_MOVE.set(task, false);
    }
}
