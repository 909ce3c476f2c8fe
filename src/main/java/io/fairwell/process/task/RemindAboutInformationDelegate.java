package io.fairwell.process.task;

import io.fairwell.process.Inquiries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reminds the customer of an open question. */
@Component
class RemindAboutInformationDelegate implements JavaDelegate {

    private final Inquiries inquiries;

    RemindAboutInformationDelegate(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public void execute(DelegateExecution execution) {
        inquiries.remind(execution);
    }
}
