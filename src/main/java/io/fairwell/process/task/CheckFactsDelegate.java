package io.fairwell.process.task;

import io.fairwell.process.QuoteFacts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Compares the quote with what is true now. */
@Component
class CheckFactsDelegate implements JavaDelegate {

    private final QuoteFacts quoteFacts;

    CheckFactsDelegate(QuoteFacts quoteFacts) {
        this.quoteFacts = quoteFacts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        quoteFacts.check(execution);
    }
}
