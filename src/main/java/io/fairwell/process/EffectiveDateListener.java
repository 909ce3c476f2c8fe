package io.fairwell.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** The timer is what says that the effective date is reached, not a second look at a clock of another node. */
@Component("effectiveDateListener")
class EffectiveDateListener implements ExecutionListener {

    @Override
    public void notify(DelegateExecution execution) {
        Variables.DATE_REACHED.set(execution, true);
    }
}
