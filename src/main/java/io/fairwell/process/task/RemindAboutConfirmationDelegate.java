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

/** Reminds the customer that a confirmation is awaited. */
@Component
class RemindAboutConfirmationDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;
    private final Deadlines deadlines;

    RemindAboutConfirmationDelegate(RunningCases cases, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        int sent = Variables.REMINDERS_SENT.get(execution) + 1;
        Instant until = Variables.WAIT_UNTIL.get(execution).toInstant();
        boolean draft = Variables.DRAFT.get(execution);
        cases.change(execution, CancellationCase::reminderSent);
        Variables.REMINDERS_SENT.set(execution, sent);
        Variables.REMIND_AT.set(execution, Date.from(deadlines.confirmationReminder(draft, sent, until)));
        String quoteId = Objects.requireNonNull(cases.get(execution).quote()).quoteId();
        letters.send(
                cases.number(execution),
                LetterKind.CONFIRMATION_REMINDER,
                "confirmation-" + quoteId + "-reminder-" + sent,
                Map.of("until", until.toString(), "draft", Boolean.toString(draft)));
    }
}
