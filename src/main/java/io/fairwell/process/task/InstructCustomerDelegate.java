package io.fairwell.process.task;

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

/** Tells the customer what is left to do at the place of purchase. */
@Component
class InstructCustomerDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;
    private final Deadlines deadlines;

    InstructCustomerDelegate(RunningCases cases, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Instant check = deadlines.elsewhereCheck(0);
        cases.change(execution, (c, now) -> c.customerActionNeeded(check, now));
        Variables.REMINDERS_SENT.set(execution, 0);
        Variables.REMIND_AT.set(execution, Date.from(check));
        Variables.LAST_CHECK.set(execution, deadlines.isLastElsewhereCheck(0));
        letters.send(
                cases.number(execution),
                LetterKind.CUSTOMER_ACTION,
                "customer-action",
                Map.of("where", Variables.WHERE.get(execution), "checks", deadlines.elsewhereCheckDays()));
    }
}
