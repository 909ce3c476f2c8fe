package io.fairwell.subscription;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Fills an empty store for people who try Fairwell out. What exists is never overwritten; nothing before the web. */
@Component
@ConditionalOnBooleanProperty("fairwell.demo")
class DemoSubscriptions implements SmartInitializingSingleton {

    private final Subscriptions subscriptions;
    private final Clock clock;

    DemoSubscriptions(Subscriptions subscriptions, Clock clock) {
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Subscription> catalogue = DemoCatalogue.on(clock);
        catalogue.stream()
                .filter(one -> subscriptions.find(one.tenantId(), one.id()).isEmpty())
                .forEach(subscriptions::put);
    }
}
