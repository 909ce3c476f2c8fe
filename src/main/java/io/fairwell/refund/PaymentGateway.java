package io.fairwell.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The company that moves the money. Implementations never retry by themselves: whether something is sent again is
 * decided by {@link Refunds}, with the same key. One call, its answer read to the end, takes no longer than the
 * connect and read time-outs together.
 */
public interface PaymentGateway {

    /** As it stands in the ledger, for example {@code sandbox}. */
    String name();

    /**
     * How long after the first attempt a refund may be sent again with its key; shorter than the gateway remembers keys
     * by at least what the clocks of the nodes may differ.
     */
    Duration keyLifetime();

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
    Optional<GatewayAnswer> lookUp(GatewayRefund request);

    /**
     * @param from inclusive, by the gateway's clock
     * @param to exclusive
     * @return every refund the gateway took in that time, oldest first
     * @throws GatewayUnavailable when the list cannot be had in full
     */
    List<GatewayPayment> payments(Instant from, Instant to);

    /**
     * Ends the standing permission to charge for a subscription. Without effect where there is none, or not any more.
     *
     * @throws GatewayUnavailable when it is not known whether it was done
     */
    void revokeMandate(GatewayMandate mandate);
}
