package io.fairwell.delivery;

/** Sends messages of some channels again. */
public interface Redelivery {

    /**
     * To be called in a transaction; delivery follows it.
     *
     * @param id as in {@link Delivery#id()}; one that is not this channel's is left alone
     * @return false when there is no such message of that tenant, or it cannot be sent again as it is now
     */
    boolean redeliver(String tenantId, String id);
}
