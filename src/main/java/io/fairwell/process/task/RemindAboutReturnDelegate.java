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

/** Asks for goods that have not come back yet. */
@Component
class RemindAboutReturnDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;
    private final Deadlines deadlines;

    RemindAboutReturnDelegate(RunningCases cases, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        int sent = Variables.REMINDERS_SENT.get(execution) + 1;
        Instant until = Variables.WAIT_UNTIL.get(execution).toInstant();
        cases.change(execution, CancellationCase::reminderSent);
        Variables.REMINDERS_SENT.set(execution, sent);
        Variables.REMIND_AT.set(execution, Date.from(deadlines.returnReminder(sent, until)));
        letters.send(
                cases.number(execution),
                LetterKind.RETURN_REMINDER,
                "return-reminder-" + sent,
                Map.of("until", until.toString()));
    }
}
