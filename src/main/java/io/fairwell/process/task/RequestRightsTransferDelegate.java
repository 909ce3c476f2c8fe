package io.fairwell.process.task;

import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the account owner of a team plan to move what its members have, before it ends. */
@Component
class RequestRightsTransferDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;

    RequestRightsTransferDelegate(RunningCases cases, Letters letters) {
        this.cases = cases;
        this.letters = letters;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Instant until = Variables.EFFECTIVE_AT.get(execution).toInstant();
        cases.change(execution, (c, now) -> c.rightsTransferRequested(until, now));
        letters.send(
                cases.number(execution),
                LetterKind.RIGHTS_TRANSFER,
                "rights-transfer",
                Map.of("until", until.toString()));
    }
}
