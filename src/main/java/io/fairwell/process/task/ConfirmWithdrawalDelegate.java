package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.process.RunningCases;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Confirms in writing that nothing is cancelled. */
@Component
class ConfirmWithdrawalDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final CancellationCases store;
    private final Letters letters;

    ConfirmWithdrawalDelegate(RunningCases cases, CancellationCases store, Letters letters) {
        this.cases = cases;
        this.store = store;
        this.letters = letters;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CaseNumber number = cases.number(execution);
        boolean lapsed = store.timeline(number).stream().anyMatch(event -> event.kind() == CaseEvent.Kind.DRAFT_LAPSED);
        cases.change(execution, CancellationCase::ended);
        letters.send(number, lapsed ? LetterKind.LAPSED : LetterKind.WITHDRAWN, "withdrawn", Map.of());
    }
}
