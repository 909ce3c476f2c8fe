package io.fairwell.refund;

import org.jspecify.annotations.Nullable;

/**
 * A standing permission to charge that is to end.
 *
 * @param key the same for every attempt
 * @param mandateReference the gateway's own number of the permission; null where it is not known
 */
public record GatewayMandate(
        String key, String subscriptionId, @Nullable String mandateReference) {}
