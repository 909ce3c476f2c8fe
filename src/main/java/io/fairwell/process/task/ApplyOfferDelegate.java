package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Offer;
import io.fairwell.process.RunningCases;
import io.fairwell.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Gives the customer what they accepted. */
@Component
class ApplyOfferDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Subscriptions subscriptions;

    ApplyOfferDelegate(RunningCases cases, Subscriptions subscriptions) {
        this.cases = cases;
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        Offer offer = running.offer();
        if (offer != null && offer.kind() != Offer.Kind.TALK) {
            subscriptions.applyOffer(running.tenantId(), running.request().subscriptionId(), running.number(), offer);
            cases.change(execution, CancellationCase::offerApplied);
        }
    }
}
