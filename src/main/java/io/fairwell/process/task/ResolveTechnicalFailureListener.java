package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.process.FailedSteps;
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
        /** The step was done outside. */
        BY_HAND,
        /** The step is not needed. */
        SKIP
    }

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;
    private final CaseFiles files;
    private final FailedSteps steps;

    ResolveTechnicalFailureListener(
            TaskWork work, FormInput input, RunningCases cases, CaseFiles files, FailedSteps steps) {
        this.work = work;
        this.input = input;
        this.cases = cases;
        this.files = files;
        this.steps = steps;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(task, (c, due, now) -> c.failureAwaitsSupport(due), this::decide);
    }

    private void decide(DelegateTask task) {
        String person = input.person(task);
        Actor by = Actor.agent(person);
        Choice choice = input.choice(task, Variables.FAILURE_RESOLUTION.name(), Choice.class);
        String note = input.text(task, "note");
        if (choice != Choice.RETRY && note.isEmpty()) {
            throw new DecisionRefused(Why.REASON_MISSING, "note");
        }
        if (choice != Choice.RETRY && !steps.canBePassed(task)) {
            throw new DecisionRefused(Why.STEP_NOT_PASSABLE, Variables.FAILURE_RESOLUTION.name());
        }
        task.setVariable(Variables.RESOLVED_BY.name(), person);
        if (!note.isEmpty()) {
            files.addMessage(cases.number(task), Direction.INTERNAL, by, note);
        }
    }
}
