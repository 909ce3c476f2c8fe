package io.fairwell.process.task;

import io.fairwell.process.DisputePayments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the gateway what became of a payment that a dispute led to. */
@Component
class LookUpDisputeRefundDelegate implements JavaDelegate {

    private final DisputePayments payments;

    LookUpDisputeRefundDelegate(DisputePayments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        payments.lookUp(execution);
    }
}
