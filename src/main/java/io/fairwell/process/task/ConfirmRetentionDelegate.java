package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.process.RunningCases;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Confirms in writing that the customer stays. */
@Component
class ConfirmRetentionDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;

    ConfirmRetentionDelegate(RunningCases cases, Letters letters) {
        this.cases = cases;
        this.letters = letters;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.change(execution, CancellationCase::ended);
        letters.send(cases.number(execution), LetterKind.RETAINED, "retained", Map.of());
    }
}
