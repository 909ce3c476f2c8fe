package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.process.Deadlines;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Fixes when the cancellation is carried out, and tells the customer. */
@Component
class ScheduleCancellationDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;
    private final Deadlines deadlines;

    ScheduleCancellationDelegate(RunningCases cases, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase scheduled = cases.change(
                execution, (c, now) -> c.scheduled(Deadlines.effectiveOf(c, now), Deadlines.executionOf(c, now), now));
        Instant effective = Objects.requireNonNull(scheduled.effectiveAt());
        Instant begin = Objects.requireNonNull(
                Objects.requireNonNull(scheduled.awaiting()).until());
        Variables.EFFECTIVE_AT.set(execution, Date.from(effective));
        Variables.EXECUTE_AT.set(execution, Date.from(begin));
        Variables.REMIND_AT.set(execution, Date.from(deadlines.effectiveReminder(begin, false)));
        Variables.DATE_REACHED.set(execution, false);
        boolean ahead = deadlines.isAhead(begin);
        Variables.RIGHTS_TO_MOVE.set(execution, ahead && Variables.RIGHTS_TO_MOVE.get(execution));
        if (ahead) {
            String rights = Boolean.toString(Variables.RIGHTS_TO_MOVE.get(execution));
            letters.send(scheduled.number(), LetterKind.SCHEDULED, "scheduled", Map.of("rights", rights));
        }
    }
}
