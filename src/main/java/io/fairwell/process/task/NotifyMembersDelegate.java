package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.process.RunningCases;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the members of a shared plan that it ends. */
@Component
class NotifyMembersDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Letters letters;

    NotifyMembersDelegate(RunningCases cases, Letters letters) {
        this.cases = cases;
        this.letters = letters;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        if (!cases.subscription(running).subAccounts().isEmpty()) {
            letters.send(running.number(), LetterKind.MEMBERS_NOTICE, "members", Map.of());
            cases.change(execution, (c, now) -> c.stepDone(CaseEvent.Kind.MEMBERS_NOTIFIED, now));
        }
    }
}
