package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.process.RunningCases;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the customer that the later request counts. */
@Component
class ConfirmSupersessionDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;

    ConfirmSupersessionDelegate(RunningCases cases, Letters letters) {
        this.cases = cases;
        this.letters = letters;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase superseded = cases.get(execution);
        letters.send(
                superseded.number(),
                LetterKind.SUPERSEDED,
                "superseded",
                Map.of("by", Objects.requireNonNull(superseded.supersededBy()).value()));
    }
}
