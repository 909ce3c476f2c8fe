package io.fairwell.api;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.security.CurrentCaller;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import org.springframework.stereotype.Component;

/** Takes over what upstream says of a subscription, and lets its open case know. */
@Component
class SubscriptionWrites {

    private final Subscriptions subscriptions;
    private final Cancellations cancellations;
    private final UseCases useCases;
    private final CurrentCaller caller;

    SubscriptionWrites(
            Subscriptions subscriptions, Cancellations cancellations, UseCases useCases, CurrentCaller caller) {
        this.subscriptions = subscriptions;
        this.cancellations = cancellations;
        this.useCases = useCases;
        this.caller = caller;
    }

    /**
     * The facts stand even where the case cannot take notice now: it looks again before it is carried out.
     *
     * @return whether the subscription was not known before
     */
    boolean put(Subscription facts) {
        boolean created = useCases.run(() -> subscriptions.put(facts));
        if (!created) {
            Actor by = Actor.client(caller.get().clientId());
            useCases.run(() -> {
                cancellations.factsChanged(facts.tenantId(), facts.id(), by);
                return facts;
            });
        }
        return created;
    }
}
