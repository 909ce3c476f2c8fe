package io.fairwell.refund;

import com.stripe.model.Refund;
import io.fairwell.refund.GatewayAnswer.Settlement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What Stripe's refund objects mean (docs.stripe.com/api/refunds/object, docs.stripe.com/refunds). */
final class StripeRefunds {

    /** Our key, kept at the refund: Stripe forgets idempotency keys, and tells refunds by their payment only. */
    static final String KEY = "fairwell_key";

    static final String CASE = "fairwell_case";

    private StripeRefunds() {}

    /**
     * For a card, Stripe says "succeeded" once it has handed the refund to the bank and never says more unless it
     * fails, which may happen afterwards. So that is as settled as it gets, and "failed" is what came back.
     */
    static GatewayAnswer answer(String reference, @Nullable String status) {
        Settlement settlement = switch (String.valueOf(status)) {
            case "succeeded" -> Settlement.SETTLED;
            case "failed", "canceled" -> Settlement.RETURNED;
            case "pending", "requires_action" -> Settlement.PENDING;
            default -> throw new GatewayUnavailable("a refund of Stripe is in a state we do not know");
        };
        return GatewayAnswer.accepted(reference, settlement);
    }

    /** What failed as soon as it was asked for was never on its way. */
    static GatewayAnswer firstAnswer(String reference, @Nullable String status) {
        GatewayAnswer answer = answer(reference, status);
        return answer.settlement() == Settlement.RETURNED ? GatewayAnswer.declined("refund_" + status) : answer;
    }

    /** @return null for a refund that is not ours */
    static @Nullable String key(Refund refund) {
        return refund.getMetadata() == null ? null : refund.getMetadata().get(KEY);
    }

    static GatewayPayment payment(String key, Refund refund) {
        try {
            return new GatewayPayment(
                    key,
                    StripeAmounts.read(refund.getAmount(), refund.getCurrency()),
                    answer(refund.getId(), refund.getStatus()),
                    Instant.ofEpochSecond(refund.getCreated()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new GatewayUnavailable("a refund of Stripe has an amount we do not understand", e);
        }
    }
}
