package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import org.joda.money.Money;

/**
 * What the payment gateway is asked to pay.
 *
 * @param key idempotency key: however often it arrives, there is one payment
 */
public record GatewayRefund(String key, Money amount, String route, String subscriptionId, CaseNumber caseNumber) {}
