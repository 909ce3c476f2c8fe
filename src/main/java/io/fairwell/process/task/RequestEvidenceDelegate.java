package io.fairwell.process.task;

import io.fairwell.process.Inquiries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the customer for what is missing to decide about the refund. */
@Component
class RequestEvidenceDelegate implements JavaDelegate {

    private final Inquiries inquiries;

    RequestEvidenceDelegate(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public void execute(DelegateExecution execution) {
        inquiries.ask(execution);
    }
}
