package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** When the last stage begins: a draft has to be confirmed, and so has a refund that the review made smaller. */
@Component("confirmationNeedListener")
class ConfirmationNeedListener implements ExecutionListener {

    private final RunningCases cases;

    ConfirmationNeedListener(RunningCases cases) {
        this.cases = cases;
    }

    @Override
    public void notify(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        boolean draft = running.request().isDraft();
        Variables.DRAFT.set(execution, draft);
        Variables.CONFIRMATION_NEEDED.set(execution, draft || running.refund().isSmallerThanQuoted());
    }
}
