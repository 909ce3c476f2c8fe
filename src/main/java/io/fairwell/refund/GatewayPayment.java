package io.fairwell.refund;

import java.time.Instant;
import org.joda.money.Money;

/**
 * A payment as the gateway lists it.
 *
 * @param key what it was asked with
 * @param createdAt when the gateway took it, by its clock
 */
public record GatewayPayment(String key, Money amount, GatewayAnswer answer, Instant createdAt) {}
