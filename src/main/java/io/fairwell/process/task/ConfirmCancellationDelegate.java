package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.process.RunningCases;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Completes the case and confirms it in writing. */
@Component
class ConfirmCancellationDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;

    ConfirmCancellationDelegate(RunningCases cases, Letters letters) {
        this.cases = cases;
        this.letters = letters;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.change(execution, CancellationCase::completed);
        letters.send(cases.number(execution), LetterKind.COMPLETED, "completed", Map.of());
    }
}
