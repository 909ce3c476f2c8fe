package io.fairwell.webhook;

import io.fairwell.delivery.Consignment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint.
 *
 * @param webhookId the same for every attempt, so that the receiving side can tell a repetition
 * @param host of the address, for limits
 * @param address null where it was taken away or erased
 * @param disabled whether the endpoint takes nothing any more
 */
record WebhookMessage(
        long id,
        ClientId client,
        long endpointId,
        String webhookId,
        String type,
        String body,
        int attempts,
        Instant triedSince,
        String host,
        @Nullable String address,
        boolean disabled)
        implements Consignment {

    @Override
    public boolean isExpired(Instant now) {
        return false;
    }

    @Override
    public String label() {
        return "webhook " + webhookId + " (" + type + ")";
    }

    /** Keeps addresses, which may carry what nobody else should see, out of logs. */
    @Override
    public String toString() {
        return "WebhookMessage[" + webhookId + "]";
    }
}
