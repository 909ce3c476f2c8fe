package io.fairwell.terms;

import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days on which an agreement is billed, from the end of the term already paid for on. They are counted from the
 * start of the term, so that a month's end is no drift (31 January, 28 February, 31 March), or from its end where that
 * is not one of the days so counted.
 */
public final class BillingDates {

    private final LocalDate anchor;
    private final Period period;
    private final int first;

    private BillingDates(LocalDate anchor, Period period, int first) {
        this.anchor = anchor;
        this.period = period;
        this.first = first;
    }

    /** @return when an agreement that renews is billed next, {@code from} included; empty where it does not renew */
    public static Optional<LocalDate> next(Subscription subscription, LocalDate from) {
        return subscription.autoRenew()
                ? of(subscription).map(dates -> dates.first(date -> !date.isBefore(from)))
                : Optional.empty();
    }

    /** @return empty where nothing is billed again: no end of the term, or no length of a period */
    static Optional<BillingDates> of(Subscription subscription) {
        LocalDate end = subscription.termEnd();
        if (end == null) {
            return Optional.empty();
        }
        LocalDate start = subscription.termStart();
        Period period = period(subscription.billingPeriod(), start, end);
        if (!start.plus(period).isAfter(start)) {
            return Optional.empty();
        }
        int n = 0;
        while (start.plus(period.multipliedBy(n)).isBefore(end)) {
            n++;
        }
        boolean onTheSequence = start.plus(period.multipliedBy(n)).equals(end);
        return Optional.of(onTheSequence ? new BillingDates(start, period, n) : new BillingDates(end, period, 0));
    }

    /** The length of the term where none is told: whole months where it is that, though months' ends may shorten it. */
    private static Period period(@Nullable Period billing, LocalDate start, LocalDate end) {
        if (billing != null) {
            return billing;
        }
        long months = ChronoUnit.MONTHS.between(start, end);
        return Stream.of(months, months + 1)
                .filter(count -> start.plusMonths(count).equals(end))
                .findFirst()
                .map(count -> Period.ofMonths(count.intValue()))
                .orElseGet(() -> Period.ofDays((int) ChronoUnit.DAYS.between(start, end)));
    }

    /** @return the first billing date, the end of the paid term included, that is as asked */
    LocalDate first(Predicate<LocalDate> asked) {
        int n = first;
        while (!asked.test(date(n))) {
            n++;
        }
        return date(n);
    }

    /** @return how many billing dates there are from {@code from} on and before {@code to} */
    int count(LocalDate from, LocalDate to) {
        int count = 0;
        for (int n = first; date(n).isBefore(to); n++) {
            if (!date(n).isBefore(from)) {
                count++;
            }
        }
        return count;
    }

    private LocalDate date(int n) {
        return anchor.plus(period.multipliedBy(n));
    }
}
