package io.fairwell.process.task;

import io.fairwell.process.DisputePayments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Hands what a dispute granted to the payment gateway, at most once. */
@Component
class PayDisputeRefundDelegate implements JavaDelegate {

    private final DisputePayments payments;

    PayDisputeRefundDelegate(DisputePayments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        payments.pay(execution);
    }
}
