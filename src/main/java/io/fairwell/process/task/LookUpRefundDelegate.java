package io.fairwell.process.task;

import io.fairwell.process.RefundPayments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the gateway what became of a refund. */
@Component
class LookUpRefundDelegate implements JavaDelegate {

    private final RefundPayments payments;

    LookUpRefundDelegate(RefundPayments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        payments.lookUp(execution);
    }
}
