package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One payment back to the customer.
 *
 * @param leg names the refund within its case, so that each is paid once
 * @param amount more than zero
 * @param route the original route of the payment, for example CARD
 * @param source what the money goes back from: {@link #TERM}, or {@link #charge another charge}
 * @param refundable the most that may ever go back from this source, this leg included
 * @param paymentReference the gateway's own number of the customer's payment; null where it is not known
 */
public record RefundOrder(
        String tenantId,
        CaseNumber caseNumber,
        String leg,
        Money amount,
        String route,
        String subscriptionId,
        String source,
        Money refundable,
        @Nullable String paymentReference) {

    /** The leg of the refund that a cancellation itself leads to. */
    public static final String REFUND = "REFUND";

    /** The source of what was paid for the current term. */
    public static final String TERM = "TERM";

    /** @throws IllegalArgumentException when there is nothing to pay, or the currencies differ */
    public RefundOrder {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a refund is more than zero: " + amount);
        }
        if (!amount.isSameCurrency(refundable)) {
            throw new IllegalArgumentException("a refund in " + amount.getCurrencyUnit() + " out of " + refundable);
        }
    }

    /** The source of a charge that is not the payment for the term. @param dispute its number within the case */
    public static String charge(int dispute) {
        return "CHARGE-" + dispute;
    }
}
