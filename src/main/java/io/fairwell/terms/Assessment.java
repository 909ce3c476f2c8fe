package io.fairwell.terms;

import io.fairwell.cancellation.ReasonCode;
import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a cancellation means under given rules: a pure function of the subscription, the wish and two decisions. Where
 * the rules leave a choice:
 *
 * <ul>
 *   <li>Cooling-off comes before a claim, because it gives everything back without anybody's decision.
 *   <li>"Not as promised" makes a claim where the terms leave the refund to a review; the review decides up to what was
 *       paid, so the quote itself says 0.
 *   <li>Goods that go back in time end the agreement at once, used or not, and bring back all that was paid when they
 *       have arrived.
 *   <li>A subscription that has already ended brings no second refund.
 * </ul>
 */
record Assessment(
        EffectiveDate effective,
        Basis basis,
        RefundMethod method,
        List<StatementLine> lines,
        boolean returnNeeded,
        @Nullable NextCharge nextCharge) {

    static Assessment of(Subscription subscription, TermsRule terms, RegulationRule regulation, Wish wish) {
        boolean returned = CoolingOff.mayReturn(subscription, terms, regulation, wish.requestOn());
        Optional<CoolingOff> coolingOff = CoolingOff.of(subscription, terms, regulation, wish.requestOn());
        if (coolingOff.isPresent()) {
            EffectiveDate now = EffectiveDate.atOnce(wish.requestOn());
            List<StatementLine> lines =
                    RefundCalculator.coolingOff(subscription, coolingOff.get(), regulation, now.firstDayWithout());
            return new Assessment(now, Basis.COOLING_OFF, coolingOff.get().method(), lines, returned, null);
        }
        EffectiveDate effective = subscription.isEnded() || returned
                ? EffectiveDate.atOnce(wish.requestOn())
                : EffectiveDates.of(subscription, terms, wish);
        boolean claim = terms.method() == RefundMethod.REVIEW && wish.reason() == ReasonCode.NOT_AS_PROMISED;
        return new Assessment(
                effective,
                claim ? Basis.CLAIM : Basis.TERMS,
                terms.method(),
                RefundCalculator.underTerms(subscription, terms, regulation, effective.firstDayWithout(), returned),
                returned,
                nextCharge(subscription, effective));
    }

    /** What a quote said, read back; of charges still to come only the first is known. */
    static Assessment of(Quote shown) {
        return new Assessment(
                new EffectiveDate(
                        shown.effectiveOn(),
                        shown.immediate(),
                        shown.nextCharge() == null ? 0 : 1,
                        shown.nextCharge() == null ? null : shown.nextCharge().date()),
                shown.basis(),
                RefundMethod.valueOf(shown.statement().method()),
                shown.statement().lines(),
                shown.impact().stream().anyMatch(impact -> impact.kind() == ImpactKind.RETURN_NEEDED),
                shown.nextCharge());
    }

    static @Nullable NextCharge nextCharge(Subscription subscription, EffectiveDate effective) {
        LocalDate on = effective.nextChargeOn();
        return on == null ? null : new NextCharge(on, subscription.price());
    }

    /** The same amounts, taking effect on a day no earlier than that one. */
    Assessment notBefore(LocalDate day) {
        return new Assessment(effective.notBefore(day), basis, method, lines, returnNeeded, nextCharge);
    }

    Money refund() {
        return Money.total(lines.stream().map(StatementLine::amount).toList());
    }
}
