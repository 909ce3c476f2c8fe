package io.fairwell.process.task;

import io.fairwell.process.CaseStart;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records the request unless it is recorded already, and hands the process its facts. */
@Component
class RegisterRequestDelegate implements JavaDelegate {

    private final CaseStart start;

    RegisterRequestDelegate(CaseStart start) {
        this.start = start;
    }

    @Override
    public void execute(DelegateExecution execution) {
        start.register(execution);
    }
}
