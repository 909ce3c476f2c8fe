package io.fairwell.refund;

import com.stripe.model.PaymentMethod;
import com.stripe.model.Subscription;
import io.fairwell.refund.StripeCalls.Budget;
import io.fairwell.refund.StripeCalls.Refused;

/** Ends what lets Stripe charge: a subscription there, or a stored means of payment. */
final class StripeMandates {

    private final StripeCalls calls;

    StripeMandates(StripeCalls calls) {
        this.calls = calls;
    }

    /** @throws GatewayUnavailable also where it is not known what to end: nobody shall be charged again unnoticed */
    void revoke(GatewayMandate mandate) {
        String reference = mandate.mandateReference();
        if (reference != null && reference.startsWith("sub_")) {
            cancel(reference);
        } else if (reference != null && reference.startsWith("pm_")) {
            detach(reference, mandate.key());
        } else {
            throw new GatewayUnavailable(
                    "the subscription has no mandateReference of Stripe (sub_... or pm_...): end the mandate there");
        }
    }

    private void cancel(String id) {
        Budget budget = calls.budget();
        try {
            calls.call(
                    budget,
                    null,
                    (stripe, options) -> stripe.v1().subscriptions().cancel(id, options));
        } catch (Refused e) {
            // Stripe answers the same to "is cancelled already" and "never heard of it".
            Subscription found = calls.look(
                    budget, (stripe, options) -> stripe.v1().subscriptions().retrieve(id, options));
            if (!"canceled".equals(found.getStatus())) {
                throw new GatewayUnavailable("Stripe does not cancel the subscription: " + e.code(), e);
            }
        }
    }

    private void detach(String id, String key) {
        Budget budget = calls.budget();
        try {
            calls.call(
                    budget,
                    key,
                    (stripe, options) -> stripe.v1().paymentMethods().detach(id, options));
        } catch (Refused e) {
            // For example because it is detached already.
            PaymentMethod found = calls.look(
                    budget, (stripe, options) -> stripe.v1().paymentMethods().retrieve(id, options));
            if (found.getCustomer() != null) {
                throw new GatewayUnavailable("Stripe does not detach the means of payment: " + e.code(), e);
            }
        }
    }
}
