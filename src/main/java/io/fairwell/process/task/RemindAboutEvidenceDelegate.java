package io.fairwell.process.task;

import io.fairwell.process.Inquiries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reminds the customer of an open question. */
@Component
class RemindAboutEvidenceDelegate implements JavaDelegate {

    private final Inquiries inquiries;

    RemindAboutEvidenceDelegate(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public void execute(DelegateExecution execution) {
        inquiries.remind(execution);
    }
}
