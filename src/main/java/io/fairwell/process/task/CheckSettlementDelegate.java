package io.fairwell.process.task;

import io.fairwell.process.Settlements;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Finds out from the ledger where the money is. */
@Component
class CheckSettlementDelegate implements JavaDelegate {

    private final Settlements settlements;

    CheckSettlementDelegate(Settlements settlements) {
        this.settlements = settlements;
    }

    @Override
    public void execute(DelegateExecution execution) {
        settlements.check(execution);
    }
}
