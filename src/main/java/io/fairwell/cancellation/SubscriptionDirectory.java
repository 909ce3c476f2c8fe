package io.fairwell.cancellation;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the core asks about subscriptions when a cancellation is declared. */
public interface SubscriptionDirectory {

    Optional<Entry> find(String tenantId, String subscriptionId);

    /** @return the only subscription of this customer to this plan, the one not yet ended where there are several */
    Optional<Entry> find(String tenantId, String customerId, String planId);

    /** @param contact where the customer is reached unless the declaration says otherwise */
    record Entry(
            String subscriptionId,
            String customerId,
            ZoneId zone,
            RenewalState renewal,
            @Nullable Contact contact) {}
}
