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

/** Tells the customer how to send the goods back; the refund follows their arrival. */
@Component
class RequestReturnDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;
    private final Deadlines deadlines;

    RequestReturnDelegate(RunningCases cases, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Instant until = deadlines.returnUntil();
        cases.change(execution, (c, now) -> c.returnAwaited(until, now));
        Variables.WAIT_UNTIL.set(execution, Date.from(until));
        Variables.REMINDERS_SENT.set(execution, 0);
        Variables.REMIND_AT.set(execution, Date.from(deadlines.returnReminder(0, until)));
        letters.send(
                cases.number(execution), LetterKind.RETURN_INSTRUCTIONS, "return", Map.of("until", until.toString()));
    }
}
