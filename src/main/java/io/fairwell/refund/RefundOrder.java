package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import org.joda.money.Money;

/**
 * One payment back to the customer.
 *
 * @param leg names the refund within its case, so that each is paid once
 * @param amount more than zero
 * @param route the original route of the payment, for example CARD
 */
public record RefundOrder(
        String tenantId, CaseNumber caseNumber, String leg, Money amount, String route, String subscriptionId) {

    /** The refund that a cancellation itself leads to. */
    public static final String REFUND = "REFUND";

    /** @throws IllegalArgumentException when there is nothing to pay */
    public RefundOrder {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a refund is more than zero: " + amount);
        }
    }
}
