package io.fairwell.terms;

import io.fairwell.subscription.Subscription;
import io.fairwell.terms.Requote.Change;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What was shown is what is paid. When the facts have changed since, the refund is worked out again for the day and the
 * wish of the request:
 *
 * <ul>
 *   <li>A larger refund goes to the customer; the service still ends on the day they were promised.
 *   <li>A smaller one counts only as far as the customer's own use makes it smaller (used at last, more benefits
 *       enjoyed): then they are asked again, with the better of what the facts of now give and what the facts of then
 *       give with the use of now. Everything else that made it smaller is not their doing, and what was shown stays.
 *   <li>A payment for a term that begins only when the service has ended as promised was taken for nothing: all of it
 *       comes back, used or not. A payment for a cycle that was still to come, as the quote said, starts no new
 *       cooling-off period for the request that was made before it.
 *   <li>A subscription that has ended meanwhile changes nothing about what was promised for it.
 *   <li>Amounts in another currency than the one shown cannot be compared with it: what was shown stays, unless that was
 *       nothing.
 * </ul>
 *
 * No refund exceeds what was paid for the term it is worked out from. A quote from before the facts were kept can only get
 * better.
 */
final class QuoteLock {

    private final Quote shown;
    private final Subscription now;
    private final TermsRule terms;
    private final RegulationRule regulation;
    private final Wish wish;

    private QuoteLock(Quote shown, Subscription now, TermsRule terms, RegulationRule regulation, Wish wish) {
        this.shown = shown;
        this.now = now;
        this.terms = terms;
        this.regulation = regulation;
        this.wish = wish;
    }

    /**
     * What has become of a quote.
     *
     * @param facts what the assessment rests on
     * @param assessment null where the quote that was shown stays
     */
    record Settlement(
            Change change, Subscription facts, @Nullable Assessment assessment) {}

    /** @param wish of the request, at the day the quote was made for */
    static Settlement settle(Quote shown, Subscription now, TermsRule terms, RegulationRule regulation, Wish wish) {
        return new QuoteLock(shown, now, terms, regulation, wish).settle();
    }

    private Settlement settle() {
        Settlement unchanged = new Settlement(Change.UNCHANGED, now, null);
        Subscription facts = factsOfNow();
        Assessment fresh = isTakenForNothing() ? takenForNothing() : Assessment.of(facts, terms, regulation, wish);
        int difference = compare(fresh, shown.statement().refund());
        if (difference > 0) {
            return new Settlement(Change.BETTER, facts, asPromised(fresh));
        }
        return difference == 0 ? unchanged : ownUse(facts, fresh).orElse(unchanged);
    }

    private Subscription factsOfNow() {
        AgreementFacts then = shown.facts();
        LocalDate paidOn = now.paidOn();
        boolean paidSince =
                then != null && paidOn != null && paidOn.isAfter(wish.requestOn()) && !paidOn.equals(then.paidOn());
        boolean stillToCome = now.termStart().isAfter(wish.requestOn())
                && now.termStart().isBefore(promised().firstDayWithout());
        return paidSince && stillToCome
                ? AgreementFacts.of(now).withoutPaymentDate().in(now)
                : now;
    }

    private boolean isTakenForNothing() {
        AgreementFacts then = shown.facts();
        return then != null
                && !now.isEnded()
                && now.termStart().isAfter(then.termStart())
                && !now.termStart().isBefore(promised().firstDayWithout());
    }

    private Assessment takenForNothing() {
        CoolingOff everything = new CoolingOff(RefundMethod.FULL, terms.rule());
        return new Assessment(
                promised(),
                Basis.TERMS,
                RefundMethod.FULL,
                RefundCalculator.coolingOff(
                        now, everything, regulation, promised().firstDayWithout()),
                false,
                null);
    }

    /** @return empty where what the customer did takes nothing from what was shown */
    private Optional<Settlement> ownUse(Subscription facts, Assessment fresh) {
        AgreementFacts then = shown.facts();
        if (then == null || !then.benefitsEnjoyed().isSameCurrency(now.benefitsEnjoyed())) {
            return Optional.empty();
        }
        Subscription used = then.withUseOf(now).in(now);
        Assessment byUse = Assessment.of(used, terms, regulation, wish);
        Assessment untouched = Assessment.of(then.in(now), terms, regulation, wish);
        if (compare(byUse, shown.statement().refund()) >= 0 || compare(byUse, untouched.refund()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(
                compare(fresh, byUse.refund()) > 0
                        ? new Settlement(Change.WORSE_BY_USE, facts, fresh)
                        : new Settlement(Change.WORSE_BY_USE, used, byUse));
    }

    private static int compare(Assessment assessment, Money refund) {
        if (assessment.refund().isSameCurrency(refund)) {
            return assessment.refund().compareTo(refund);
        }
        return refund.isZero() ? assessment.refund().getAmount().signum() : 0;
    }

    private Assessment asPromised(Assessment fresh) {
        EffectiveDate promised = promised();
        return new Assessment(
                promised,
                fresh.basis(),
                fresh.method(),
                fresh.lines(),
                fresh.returnNeeded(),
                Assessment.nextCharge(now, promised));
    }

    private EffectiveDate promised() {
        return EffectiveDates.promised(now, terms, wish, shown.effectiveOn(), shown.immediate());
    }
}
