package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.Request;
import io.fairwell.subscription.Subscriptions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a step would have left behind had we done it: on the case, with the subscription, in the ledger, and for the
 * process to go on with.
 */
@Component
class StepsByHand {

    private static final String ERASURE = "Task_ErasePersonalData";
    /** Nobody erases by hand, and nobody leaves it: it is tried again. */
    private static final Map<String, Object> STILL_THERE = Map.of(Variables.PERSONAL_DATA_ERASED.name(), false);

    private static final Set<String> PAYMENTS = Set.of("Task_PayRefund", "Task_PayDisputeRefund");

    private final RunningCases cases;
    private final Subscriptions subscriptions;
    private final Restoration restoration;
    private final RefundPayments payments;
    private final DisputePayments disputePayments;

    StepsByHand(
            RunningCases cases,
            Subscriptions subscriptions,
            Restoration restoration,
            RefundPayments payments,
            DisputePayments disputePayments) {
        this.cases = cases;
        this.subscriptions = subscriptions;
        this.restoration = restoration;
        this.payments = payments;
        this.disputePayments = disputePayments;
    }

    /** @return what the process goes on with behind the step that somebody has done by hand */
    Map<String, Object> done(String activity, CaseNumber number, String by) {
        CancellationCase running = cases.get(number);
        String subscription = running.request().subscriptionId();
        switch (activity) {
            case "Task_PutRenewalOnHold" -> {
                told(running, () -> subscriptions.holdRenewal(running.tenantId(), subscription, number));
                cases.change(number, CancellationCase::renewalOnHold);
            }
            case "Task_EndEntitlement" -> {
                told(
                        running,
                        () -> subscriptions.end(
                                running.tenantId(),
                                subscription,
                                number,
                                Objects.requireNonNull(running.quote()).effectiveOn()));
                cases.change(number, (c, now) -> c.stepDone(CaseEvent.Kind.BENEFITS_ENDED, now));
            }
            case "Task_RevokeMandate" -> {
                told(running, () -> subscriptions.markMandateRevoked(running.tenantId(), subscription, number));
                cases.change(number, (c, now) -> c.stepDone(CaseEvent.Kind.MANDATE_REVOKED, now));
            }
            case "Task_ApplyOffer" -> offerApplied(running);
            case "Task_RestoreRenewal", "Task_RestoreRenewalAndPoints" ->
                told(running, () -> restoration.restore(number));
            case "Task_PayRefund" -> {
                return payments.paidByHand(number, by);
            }
            case "Task_PayDisputeRefund" -> {
                return disputePayments.paidByHand(number, by);
            }
            case ERASURE -> {
                return STILL_THERE;
            }
            default -> {
                // The step leaves nothing behind.
            }
        }
        return Map.of();
    }

    /** @return what the process goes on with behind a step that nobody does: money is never skipped in silence */
    Map<String, Object> skipped(String activity) {
        if (activity.equals(ERASURE)) {
            return STILL_THERE;
        }
        return PAYMENTS.contains(activity) ? Map.of(Variables.REFUND_OUTCOME.name(), "UNRESOLVED") : Map.of();
    }

    private void offerApplied(CancellationCase running) {
        Offer offer = running.offer();
        if (offer != null && offer.kind() != Offer.Kind.TALK) {
            Request request = running.request();
            told(
                    running,
                    () -> subscriptions.applyOffer(
                            running.tenantId(), request.subscriptionId(), running.number(), offer));
            cases.change(running.number(), CancellationCase::offerApplied);
        }
    }

    /** The subscription may be the very thing that is missing, and somebody has seen to it elsewhere. */
    private void told(CancellationCase running, Runnable record) {
        if (subscriptions
                .find(running.tenantId(), running.request().subscriptionId())
                .isPresent()) {
            record.run();
        }
    }
}
