package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the payment gateway is asked to pay.
 *
 * @param key idempotency key: however often it arrives, there is one payment
 * @param paymentReference the gateway's own number of the payment the money goes back from; null where it is not known
 */
public record GatewayRefund(
        String key,
        Money amount,
        String route,
        String subscriptionId,
        CaseNumber caseNumber,
        @Nullable String paymentReference) {}
