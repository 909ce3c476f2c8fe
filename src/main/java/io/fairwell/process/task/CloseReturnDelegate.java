package io.fairwell.process.task;

import io.fairwell.process.RunningCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Nothing came back in time: the refund that depended on it is not paid. */
@Component
class CloseReturnDelegate implements JavaDelegate {

    private final RunningCases cases;

    CloseReturnDelegate(RunningCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.change(execution, (c, now) -> c.refundForfeited("RETURN_MISSING", "RETURN_OF_GOODS", now));
    }
}
