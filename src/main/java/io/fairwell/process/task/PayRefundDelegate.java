package io.fairwell.process.task;

import io.fairwell.process.RefundPayments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Hands the refund to the payment gateway, at most once. */
@Component
class PayRefundDelegate implements JavaDelegate {

    private final RefundPayments payments;

    PayRefundDelegate(RefundPayments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        payments.pay(execution);
    }
}
