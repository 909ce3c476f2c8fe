package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Support decides how to go on after a step has failed for good. */
@Component
class ResolveTechnicalFailureListener implements TaskListener {

    enum Choice {
        RETRY,
        SKIP
    }

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;
    private final CaseFiles files;

    ResolveTechnicalFailureListener(TaskWork work, FormInput input, RunningCases cases, CaseFiles files) {
        this.work = work;
        this.input = input;
        this.cases = cases;
        this.files = files;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(task, (c, due, now) -> c, this::decide);
    }

    private void decide(DelegateTask task) {
        Actor by = Actor.agent(input.person(task));
        Choice choice = input.choice(task, Variables.FAILURE_RESOLUTION.name(), Choice.class);
        String note = input.text(task, "note");
        if (choice == Choice.SKIP && note.isEmpty()) {
            throw new DecisionRefused(Why.REASON_MISSING, "note");
        }
        if (!note.isEmpty()) {
            files.addMessage(cases.number(task), Direction.INTERNAL, by, note);
        }
    }
}
