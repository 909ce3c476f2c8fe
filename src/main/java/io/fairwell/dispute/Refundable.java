package io.fairwell.dispute;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Refund;
import io.fairwell.dispute.Claim.About;
import io.fairwell.dispute.Dispute.Payment;
import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;

/** How much a dispute may grant: with everything else that was paid back, never more than was paid. */
final class Refundable {

    /** States in which a refund of zero is a decision and not merely not yet made. */
    private static final Set<CaseStatus> REVIEWED = EnumSet.of(
            CaseStatus.AWAITING_CONFIRMATION,
            CaseStatus.SCHEDULED,
            CaseStatus.EXECUTING,
            CaseStatus.CUSTOMER_ACTION_NEEDED,
            CaseStatus.COMPLETED);

    private Refundable() {}

    static boolean isRefundDecided(CancellationCase disputed) {
        if (isCalledOff(disputed)) {
            return false;
        }
        return switch (disputed.refund().state()) {
            case PENDING_APPROVAL -> false;
            case NONE -> REVIEWED.contains(disputed.status());
            case APPROVED, SENT, UNKNOWN, PAID, REJECTED -> true;
        };
    }

    /**
     * A charge on the day on which the term was paid is taken for that payment, so that the same money is not returned
     * as a refund and as a charge.
     *
     * @param others the other disputes of the case
     */
    static Money limit(Claim claim, CancellationCase disputed, Subscription subscription, List<Dispute> others) {
        Money charge = claim.amount();
        if (charge != null && claim.about() == About.CHARGE && !concernsTheTerm(claim, subscription)) {
            return charge;
        }
        Money left = subscription.paid().minus(committed(disputed, subscription));
        for (Dispute other : others) {
            if (concernsTheTerm(other.claim(), subscription)) {
                left = left.minus(granted(other, left));
            }
        }
        Money limit = left.isNegative() ? Money.zero(left.getCurrencyUnit()) : left;
        return charge != null && claim.about() == About.CHARGE && charge.isLessThan(limit) ? charge : limit;
    }

    static boolean concernsTheTerm(Claim claim, Subscription subscription) {
        LocalDate chargedOn = claim.chargedOn();
        return claim.about() == About.REFUND || chargedOn != null && chargedOn.equals(subscription.paidOn());
    }

    private static Money granted(Dispute other, Money none) {
        return other.payment() == Payment.FAILED
                ? Money.zero(none.getCurrencyUnit())
                : other.decision().map(Answer::granted).orElse(Money.zero(none.getCurrencyUnit()));
    }

    /** What the cancellation itself has paid back or may still pay back. */
    private static Money committed(CancellationCase disputed, Subscription subscription) {
        Money nothing = Money.zero(subscription.paid().getCurrencyUnit());
        Refund refund = disputed.refund();
        Money amount = refund.amount() == null ? nothing : refund.amount();
        return switch (refund.state()) {
            case SENT, UNKNOWN, PAID -> amount;
            case PENDING_APPROVAL, APPROVED -> isCalledOff(disputed) ? nothing : amount;
            // Refused by the gateway, not by us: as long as the case is open, somebody may still pay it by hand.
            case REJECTED -> refund.legalBasis() == null && disputed.endedAt() == null ? amount : nothing;
            case NONE -> expected(disputed, nothing);
        };
    }

    private static Money expected(CancellationCase disputed, Money nothing) {
        QuoteTerms quote = disputed.quote();
        return quote == null || isCalledOff(disputed) || REVIEWED.contains(disputed.status())
                ? nothing
                : quote.refund();
    }

    /** The agreement goes on, or never ended: whatever was quoted is not paid. */
    private static boolean isCalledOff(CancellationCase disputed) {
        return disputed.status().isFinal() && disputed.status() != CaseStatus.COMPLETED;
    }
}
