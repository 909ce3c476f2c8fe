package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.process.Deadlines;
import io.fairwell.process.RunningCases;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** What all user tasks have in common: when they appear they get a due date and the case says who is awaited. */
@Component
class TaskWork {

    private final RunningCases cases;
    private final Deadlines deadlines;

    TaskWork(RunningCases cases, Deadlines deadlines) {
        this.cases = cases;
        this.deadlines = deadlines;
    }

    /** @return whether the task has just appeared, and nothing is to be decided yet */
    boolean appeared(DelegateTask task, Awaited awaited) {
        if (!TaskListener.EVENTNAME_CREATE.equals(task.getEventName())) {
            return false;
        }
        Instant due = deadlines.due();
        task.setDueDate(Date.from(due));
        cases.change(cases.number(task), (c, now) -> awaited.mark(c, due, now));
        return true;
    }

    /** How a case says that this task awaits somebody. */
    @FunctionalInterface
    interface Awaited {
        CancellationCase mark(CancellationCase running, Instant due, Instant now);
    }
}
