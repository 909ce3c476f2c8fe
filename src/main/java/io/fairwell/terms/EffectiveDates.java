package io.fairwell.terms;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the day a cancellation takes effect under the terms alone (cooling-off is {@link CoolingOff}). A missed notice
 * moves the date and never refuses; no date lies before the request. Where the rules leave a choice:
 *
 * <ul>
 *   <li>A right without an end has no period end: PERIOD_END ends it with the day of the request.
 *   <li>A term already over: one that renews runs to its next billing date, one that does not ends with the request.
 *   <li>A wish for a day after the term is granted as asked; where the agreement renews, the charges until then are told.
 *   <li>BEFORE_BILLING ends on billing dates only, the first one from the wished day on, unless the terms allow an end
 *       at once (against their fee): then any day the customer names is granted as well.
 *   <li>BEFORE_BILLING says of itself that billing goes on, so the end of the term is a billing date even where nobody
 *       told of a renewal; without a billing period the next one is as far off as the term is long.
 *   <li>Where ending at once is not offered, the wish for it counts as one for the earliest possible end.
 * </ul>
 */
final class EffectiveDates {

    private final Subscription subscription;
    private final TermsRule terms;
    private final Wish wish;
    private final @Nullable LocalDate termEnd;
    private final Optional<BillingDates> billing;

    private EffectiveDates(Subscription subscription, TermsRule terms, Wish wish) {
        this.subscription = subscription;
        this.terms = terms;
        this.wish = wish;
        this.termEnd = subscription.termEnd();
        this.billing = BillingDates.of(subscription).filter(dates -> isBilledAgain());
    }

    static EffectiveDate of(Subscription subscription, TermsRule terms, Wish wish) {
        EffectiveDates dates = new EffectiveDates(subscription, terms, wish);
        return switch (terms.noticeKind()) {
            case NONE -> dates.asAsked();
            case BEFORE_BILLING -> dates.beforeBilling();
            case ROLLING -> dates.rolling();
        };
    }

    /** A day that was promised before, with the charges that would still come until then. */
    static EffectiveDate promised(
            Subscription subscription, TermsRule terms, Wish wish, LocalDate on, boolean immediate) {
        return immediate ? EffectiveDate.atOnce(on) : new EffectiveDates(subscription, terms, wish).on(on);
    }

    private boolean isBilledAgain() {
        return subscription.autoRenew() || terms.noticeKind() == NoticeKind.BEFORE_BILLING;
    }

    private EffectiveDate asAsked() {
        if (wish.mode() == EffectiveMode.IMMEDIATE && terms.immediate()) {
            return EffectiveDate.atOnce(wish.requestOn());
        }
        if (wish.mode() == EffectiveMode.DATE) {
            return on(wish.dateOr(wish.requestOn()));
        }
        return periodEnd().map(this::on).orElseGet(() -> EffectiveDate.atOnce(wish.requestOn()));
    }

    private EffectiveDate beforeBilling() {
        boolean anyDay = terms.immediate();
        if (anyDay && wish.mode() == EffectiveMode.IMMEDIATE) {
            return EffectiveDate.atOnce(wish.requestOn());
        }
        if (termEnd == null || billing.isEmpty()) {
            return wish.mode() == EffectiveMode.DATE && !anyDay ? withoutBilling() : asAsked();
        }
        LocalDate earliest = billing.get().first(date -> !wish.requestOn().isAfter(date.minus(terms.notice())));
        if (wish.mode() != EffectiveMode.DATE) {
            return on(earliest);
        }
        LocalDate asked = wish.dateOr(earliest);
        return anyDay ? on(asked) : on(billing.get().first(date -> !date.isBefore(earliest) && !date.isBefore(asked)));
    }

    private EffectiveDate withoutBilling() {
        return periodEnd().map(this::on).orElseGet(() -> on(wish.dateOr(wish.requestOn())));
    }

    private EffectiveDate rolling() {
        LocalDate noticed = wish.requestOn().plus(terms.notice());
        LocalDate asked = switch (wish.mode()) {
            case IMMEDIATE -> wish.requestOn();
            case PERIOD_END -> periodEnd().orElse(wish.requestOn());
            case DATE -> wish.dateOr(wish.requestOn());
        };
        LocalDate later = asked.isAfter(noticed) ? asked : noticed;
        if (termEnd == null) {
            return on(later);
        }
        return periodEnd()
                .map(end -> on(later.isAfter(end) ? end : later))
                .orElseGet(() -> EffectiveDate.atOnce(wish.requestOn()));
    }

    /** The end of the period that runs on the day of the request; empty where there is none. */
    private Optional<LocalDate> periodEnd() {
        if (termEnd == null) {
            return Optional.empty();
        }
        if (!termEnd.isBefore(wish.requestOn())) {
            return Optional.of(termEnd);
        }
        return billing.map(dates -> dates.first(date -> !date.isBefore(wish.requestOn())));
    }

    private EffectiveDate on(LocalDate date) {
        int cycles = billing.map(dates -> dates.count(wish.requestOn(), date)).orElse(0);
        LocalDate charged = cycles == 0 ? null : billing.get().first(day -> !day.isBefore(wish.requestOn()));
        return new EffectiveDate(date, false, cycles, charged);
    }
}
