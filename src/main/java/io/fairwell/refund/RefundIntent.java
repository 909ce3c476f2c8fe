package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the ledger knows it.
 *
 * @param id also the gateway's idempotency key, the same for every attempt
 * @param source what the money goes back from
 * @param attempts how often it was handed to the gateway
 * @param gateway the one it was handed to; only that one can be asked
 * @param firstSentAt when the life of the key began at the gateway
 * @param gatewayReference the gateway's number of the payment, once it accepted
 * @param declineReason the gateway's reason code, once it declined
 * @param settledAt when it became known that the money had arrived, or had come back
 * @param decidedBy user who decided what became of it, where no answer could be had or the money came back
 * @param checks how often it was looked up by the clock since its last answer
 */
public record RefundIntent(
        UUID id,
        String tenantId,
        CaseNumber caseNumber,
        String leg,
        String source,
        Money amount,
        String route,
        String subscriptionId,
        @Nullable String paymentReference,
        RefundState state,
        int attempts,
        @Nullable String gateway,
        @Nullable Instant firstSentAt,
        @Nullable String gatewayReference,
        @Nullable String declineReason,
        Settlement settlement,
        @Nullable Instant settledAt,
        @Nullable String decidedBy,
        int checks,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * The same for the same leg of the same case, whatever the database remembers: after a restore from a backup the
     * gateway still recognises what it was asked before.
     */
    static UUID id(RefundOrder order) {
        String name = "fairwell refund\n" + order.tenantId() + '\n' + order.caseNumber() + '\n' + order.leg();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    String key() {
        return id.toString();
    }

    GatewayRefund request() {
        return new GatewayRefund(key(), amount, route, subscriptionId, caseNumber, paymentReference);
    }

    /** Source and limit may have been told differently by now: what was ordered first stands. */
    boolean isFor(RefundOrder order) {
        return tenantId.equals(order.tenantId())
                && amount.equals(order.amount())
                && subscriptionId.equals(order.subscriptionId());
    }

    /** Whether money that the gateway had accepted came back, and nobody has decided what becomes of it. */
    boolean isBack() {
        return settlement == Settlement.RETURNED && decidedBy == null;
    }

    /** Whether it was the gateway that paid. */
    boolean isWithGateway() {
        return state == RefundState.SUCCEEDED && decidedBy == null;
    }

    boolean isOnItsWay() {
        return isWithGateway() && settlement == Settlement.PENDING;
    }

    boolean isKnownTo(PaymentGateway asked) {
        return gateway == null || gateway.equals(asked.name());
    }

    /** Whether an answer to a refund that is final tells more than is known. */
    boolean isFurther(GatewayAnswer answer) {
        return isWithGateway()
                && answer.isAccepted()
                && Settlement.of(answer.settlement()).isAfter(settlement);
    }

    /** Whether this and that answer cannot both be true, or the customer may have been paid twice. */
    boolean isContradictedBy(GatewayAnswer answer) {
        if (!answer.isAccepted()) {
            return settlement != Settlement.NONE;
        }
        // What was refused here and came back there is with us either way.
        return state.isFinal()
                && (settlement == Settlement.NONE && answer.settlement() != GatewayAnswer.Settlement.RETURNED
                        || isReplaced() && hasArrived(answer));
    }

    /** Whether a person paid in another way what was on its way, and seemed lost. */
    private boolean isReplaced() {
        return decidedBy != null && settlement == Settlement.PENDING;
    }

    private static boolean hasArrived(GatewayAnswer answer) {
        return answer.settlement() == GatewayAnswer.Settlement.SETTLED;
    }

    RefundProgressed progress() {
        return new RefundProgressed(tenantId, caseNumber, leg, state, settlement);
    }
}
