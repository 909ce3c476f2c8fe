package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A refund as the ledger knows it.
 *
 * @param id also the gateway's idempotency key, the same for every attempt
 * @param attempts how often it was handed to the gateway
 * @param firstSentAt when the life of the key began at the gateway
 * @param gatewayReference the gateway's number of the payment, once it accepted
 * @param declineReason the gateway's reason code, once it declined
 * @param settledBy user who decided what became of it, where no answer could be had
 */
public record RefundIntent(
        UUID id,
        String tenantId,
        CaseNumber caseNumber,
        String leg,
        Money amount,
        String route,
        String subscriptionId,
        RefundState state,
        int attempts,
        @Nullable Instant firstSentAt,
        @Nullable String gatewayReference,
        @Nullable String declineReason,
        @Nullable String settledBy,
        Instant createdAt,
        Instant updatedAt) {

    String key() {
        return id.toString();
    }

    GatewayRefund request() {
        return new GatewayRefund(key(), amount, route, subscriptionId, caseNumber, null);
    }

    boolean isFor(RefundOrder order) {
        return tenantId.equals(order.tenantId())
                && amount.equals(order.amount())
                && subscriptionId.equals(order.subscriptionId());
    }
}
