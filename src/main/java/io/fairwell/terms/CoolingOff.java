package io.fairwell.terms;

import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to go back on an agreement shortly after paying for it. It ends the service at once and holds whatever wish
 * came with the request, because a withdrawal undoes the agreement. Where nothing was paid there is nothing to give
 * back, and the customer's wish stands. A request before the payment is within the window.
 *
 * @param method FULL while unused; DAYS where the law has a used service prorated
 * @param rule what grants it, for the statement
 */
record CoolingOff(RefundMethod method, DecisionRef rule) {

    static Optional<CoolingOff> of(
            Subscription subscription, TermsRule terms, RegulationRule regulation, LocalDate requestOn) {
        if (subscription.isEnded() || !subscription.paid().isPositive()) {
            return Optional.empty();
        }
        boolean byTerms = within(subscription.paidOn(), terms.coolingOff(), requestOn);
        boolean byLaw = within(subscription.paidOn(), regulation.coolingOff(), requestOn);
        if (!byTerms && !byLaw) {
            return Optional.empty();
        }
        if (!subscription.used()) {
            return Optional.of(new CoolingOff(RefundMethod.FULL, byTerms ? terms.rule() : regulation.rule()));
        }
        boolean prorated = regulation.usedProrated() && subscription.termEnd() != null;
        return prorated ? Optional.of(new CoolingOff(RefundMethod.DAYS, regulation.rule())) : Optional.empty();
    }

    /** Goods may be sent back within the window even after they were tried. */
    static boolean mayReturn(
            Subscription subscription, TermsRule terms, RegulationRule regulation, LocalDate requestOn) {
        return terms.method() == RefundMethod.RETURN
                && !subscription.isEnded()
                && subscription.paid().isPositive()
                && (within(subscription.paidOn(), terms.coolingOff(), requestOn)
                        || within(subscription.paidOn(), regulation.coolingOff(), requestOn));
    }

    private static boolean within(@Nullable LocalDate paidOn, @Nullable Period window, LocalDate requestOn) {
        return paidOn != null && window != null && !requestOn.isAfter(paidOn.plus(window));
    }
}
