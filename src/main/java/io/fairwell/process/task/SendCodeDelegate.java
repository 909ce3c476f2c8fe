package io.fairwell.process.task;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.identity.Verification;
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

/** Sends a fresh one-time code; where the customer has had too many of them, a person takes over at once. */
@Component
class SendCodeDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Verification verification;
    private final Letters letters;
    private final Deadlines deadlines;

    SendCodeDelegate(RunningCases cases, Verification verification, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.verification = verification;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CaseNumber number = cases.number(execution);
        if (!verification.mayIssueCode(number)) {
            cases.change(execution, (c, now) -> {
                Variables.WAIT_UNTIL.set(execution, Date.from(now));
                return c.codeWithheld(now);
            });
            return;
        }
        String code = verification.issueCode(number);
        Instant until = deadlines.codeUntil();
        cases.change(execution, (c, now) -> c.codeSent(until, now));
        Variables.WAIT_UNTIL.set(execution, Date.from(until));
        String step = "code-" + verification.codesIssued(number);
        letters.send(number, LetterKind.CODE, step, Map.of("code", code));
    }
}
