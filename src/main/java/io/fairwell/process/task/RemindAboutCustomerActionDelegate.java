package io.fairwell.process.task;

import io.fairwell.cancellation.Awaiting;
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

/** Asks whether the customer has cancelled at the place of purchase. */
@Component
class RemindAboutCustomerActionDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;
    private final Deadlines deadlines;

    RemindAboutCustomerActionDelegate(RunningCases cases, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        int sent = Variables.REMINDERS_SENT.get(execution) + 1;
        Instant check = deadlines.elsewhereCheck(sent);
        cases.change(
                execution,
                (c, now) ->
                        c.reminderSent(now).awaiting(Awaiting.Who.CUSTOMER, Awaiting.What.CONFIRM_ELSEWHERE, check));
        Variables.REMINDERS_SENT.set(execution, sent);
        Variables.REMIND_AT.set(execution, Date.from(check));
        Variables.LAST_CHECK.set(execution, deadlines.isLastElsewhereCheck(sent));
        letters.send(
                cases.number(execution),
                LetterKind.CUSTOMER_ACTION_REMINDER,
                "customer-action-reminder-" + sent,
                Map.of("where", Variables.WHERE.get(execution)));
    }
}
