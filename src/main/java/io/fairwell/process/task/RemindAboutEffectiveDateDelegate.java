package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.process.RunningCases;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reminds the customer of the effective date while the request can still be taken back. */
@Component
class RemindAboutEffectiveDateDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;

    RemindAboutEffectiveDateDelegate(RunningCases cases, Letters letters) {
        this.cases = cases;
        this.letters = letters;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.change(execution, CancellationCase::reminderSent);
        letters.send(cases.number(execution), LetterKind.EFFECTIVE_REMINDER, "effective-reminder", Map.of());
    }
}
