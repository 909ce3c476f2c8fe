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
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reminds the customer of the effective date while the request can still be taken back. */
@Component
class RemindAboutEffectiveDateDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;
    private final Deadlines deadlines;

    RemindAboutEffectiveDateDelegate(RunningCases cases, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.change(execution, CancellationCase::reminderSent);
        Instant begin = Variables.EXECUTE_AT.get(execution).toInstant();
        Variables.REMIND_AT.set(execution, Date.from(deadlines.effectiveReminder(begin, true)));
        letters.send(cases.number(execution), LetterKind.EFFECTIVE_REMINDER, "effective-reminder", Map.of());
    }
}
