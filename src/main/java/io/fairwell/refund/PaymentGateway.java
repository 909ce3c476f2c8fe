package io.fairwell.refund;

import java.util.Optional;

/**
 * The company that moves the money. Implementations never retry by themselves: whether something is sent again is
 * decided by {@link Refunds}, with the same key.
 */
public interface PaymentGateway {

    /**
     * Pays once per key; a repeated key gets the first answer again.
     *
     * @throws GatewayUnavailable when it is not known whether it was paid
     */
    GatewayAnswer refund(GatewayRefund request);

    /**
     * @return what became of the request with this key; empty where the gateway never got it
     * @throws GatewayUnavailable when that cannot be found out
     */
    Optional<GatewayAnswer> lookUp(String key);

    /**
     * Ends the standing permission to charge for a subscription. Without effect where there is none, or not any more.
     *
     * @param key the same for every attempt
     * @throws GatewayUnavailable when it is not known whether it was done
     */
    void revokeMandate(String key, String subscriptionId);
}
