package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.process.RunningCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** A draft that was never confirmed counts as taken back. */
@Component
class LapseDraftDelegate implements JavaDelegate {

    private final RunningCases cases;

    LapseDraftDelegate(RunningCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.change(execution, (c, now) -> c.withdrawn(CaseEvent.Kind.DRAFT_LAPSED, Actor.SYSTEM, now));
    }
}
