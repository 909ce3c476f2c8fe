package io.fairwell.cancellation;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer wants to pay.
 *
 * @param refund the part of what was paid that goes back
 * @param compensation beyond the refund, for a service that was not as promised; null for none
 * @param reason required where it is not what was quoted
 * @param by user who proposes it
 */
public record RefundProposal(
        Money refund,
        @Nullable Money compensation,
        @Nullable String reason,
        String by) {

    /**
     * @param refund what was paid: no refund is larger
     * @param compensation the largest compensation; null where none can be claimed
     */
    public record Limits(Money refund, @Nullable Money compensation) {}

    public boolean isCompensated() {
        return compensation != null && !compensation.isZero();
    }

    /** What is paid, in one leg. */
    Money total() {
        return compensation == null ? refund : refund.plus(compensation);
    }
}
