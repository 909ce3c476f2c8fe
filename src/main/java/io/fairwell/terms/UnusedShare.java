package io.fairwell.terms;

import io.fairwell.subscription.Subscription;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.joda.money.Money;

/**
 * How much of a term is left. A term not yet begun is wholly unused; of a right without an end that has begun, no part
 * can be called unused.
 *
 * @param total never 0
 */
record UnusedShare(long unused, long total) {

    static UnusedShare ofDays(Subscription subscription, LocalDate firstDayWithout) {
        LocalDate start = subscription.termStart();
        LocalDate end = subscription.termEnd();
        if (end == null || !end.isAfter(start)) {
            return whole(start, firstDayWithout);
        }
        long total = ChronoUnit.DAYS.between(start, end);
        long used = Math.max(0, ChronoUnit.DAYS.between(start, firstDayWithout));
        return new UnusedShare(Math.max(0, total - used), total);
    }

    /** Months are counted from the start of the term, clamped to the ends of months; a started one is used. */
    static UnusedShare ofMonths(Subscription subscription, LocalDate firstDayWithout) {
        LocalDate start = subscription.termStart();
        LocalDate end = subscription.termEnd();
        if (end == null || !end.isAfter(start)) {
            return whole(start, firstDayWithout);
        }
        long total = startedMonths(start, end);
        long used = firstDayWithout.isBefore(end) ? startedMonths(start, firstDayWithout) : total;
        return new UnusedShare(Math.max(0, total - used), total);
    }

    private static UnusedShare whole(LocalDate start, LocalDate firstDayWithout) {
        return new UnusedShare(firstDayWithout.isAfter(start) ? 0 : 1, 1);
    }

    private static long startedMonths(LocalDate start, LocalDate until) {
        if (!until.isAfter(start)) {
            return 0;
        }
        long months = ChronoUnit.MONTHS.between(start, until);
        return start.plusMonths(months).isBefore(until) ? months + 1 : months;
    }

    Money of(Money paid) {
        return paid.multipliedBy(unused).dividedBy(total, RoundingMode.HALF_UP);
    }
}
