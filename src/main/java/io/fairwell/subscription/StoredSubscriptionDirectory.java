package io.fairwell.subscription;

import io.fairwell.cancellation.SubscriptionDirectory;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers the core out of the subscriptions. */
@Component
class StoredSubscriptionDirectory implements SubscriptionDirectory {

    /** More than anybody has of one plan. */
    private static final int ALL = 1000;

    private final Subscriptions subscriptions;

    StoredSubscriptionDirectory(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public Optional<Entry> find(String tenantId, String subscriptionId) {
        return subscriptions.find(tenantId, subscriptionId).map(StoredSubscriptionDirectory::entry);
    }

    @Override
    public Optional<Entry> find(String tenantId, String customerId, String planId) {
        var ofCustomer = subscriptions.search(new SubscriptionSearch(tenantId, customerId, null, "id", ALL, 0)).stream()
                .filter(one -> one.planId().equals(planId))
                .toList();
        return NotEnded.only(ofCustomer).map(StoredSubscriptionDirectory::entry);
    }

    private static Entry entry(Subscription found) {
        return new Entry(found.id(), found.customerId(), found.timeZone(), found.renewal(), found.contact());
    }
}
