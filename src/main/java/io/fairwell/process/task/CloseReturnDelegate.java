package io.fairwell.process.task;

import io.fairwell.process.RunningCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Nothing came back in time: the refund that depended on it is not paid. */
@Component
class CloseReturnDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final ProcessTexts texts;

    CloseReturnDelegate(RunningCases cases, ProcessTexts texts) {
        this.cases = cases;
        this.texts = texts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String locale = cases.get(execution).request().locale();
        String reason = texts.of("reason.RETURN_MISSING", locale);
        String legalBasis = texts.of("legalBasis.RETURN_MISSING", locale);
        cases.change(execution, (c, now) -> c.refundForfeited(reason, legalBasis, now));
    }
}
