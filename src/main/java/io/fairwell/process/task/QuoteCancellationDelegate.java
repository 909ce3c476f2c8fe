package io.fairwell.process.task;

import io.fairwell.process.QuoteFacts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Works out effective date and refund, and hands the process what it routes by. */
@Component
class QuoteCancellationDelegate implements JavaDelegate {

    private final QuoteFacts quotes;

    QuoteCancellationDelegate(QuoteFacts quotes) {
        this.quotes = quotes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        quotes.quote(execution);
    }
}
