package io.fairwell.process;

import io.fairwell.cancellation.RefundProposal.Limits;
import io.fairwell.subscription.Subscription;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** How much a reviewer may pay back, and how much beyond it where the service was not as promised. */
@Component
public class RefundLimits {

    private final CompensationProperties properties;

    RefundLimits(CompensationProperties properties) {
        this.properties = properties;
    }

    /** @param claim whether the case is about a service that was not as promised */
    public Limits of(Subscription subscription, boolean claim) {
        return new Limits(subscription.paid(), claim ? compensation(subscription.paid()) : null);
    }

    private Money compensation(Money paid) {
        Money multiple = paid.multipliedBy(properties.times());
        return properties
                .orUpTo(paid.getCurrencyUnit())
                .filter(amount -> amount.isGreaterThan(multiple))
                .orElse(multiple);
    }
}
