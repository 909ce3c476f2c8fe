package io.fairwell.process.task;

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

/** Asks the customer to confirm a draft, or a refund that became smaller. */
@Component
class RequestConfirmationDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;
    private final Deadlines deadlines;

    RequestConfirmationDelegate(RunningCases cases, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean draft = Variables.DRAFT.get(execution);
        Instant until = draft ? deadlines.draftUntil() : deadlines.silenceUntil();
        cases.change(execution, (c, now) -> c.confirmationRequested(until, now));
        Variables.WAIT_UNTIL.set(execution, Date.from(until));
        Variables.REMINDERS_SENT.set(execution, 0);
        Variables.REMIND_AT.set(execution, Date.from(deadlines.confirmationReminder(draft, 0, until)));
        String quoteId = Objects.requireNonNull(cases.get(execution).quote()).quoteId();
        letters.send(
                cases.number(execution),
                LetterKind.CONFIRMATION_REQUEST,
                "confirmation-" + quoteId,
                Map.of("until", until.toString(), "draft", Boolean.toString(draft)));
    }
}
