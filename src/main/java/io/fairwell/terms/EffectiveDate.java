package io.fairwell.terms;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a cancellation takes effect.
 *
 * @param on last day of service where {@code immediate}, else the first day without it
 * @param moreCycles billing periods that will still be charged before that
 * @param nextChargeOn day of the first of these charges; null where there is none
 */
record EffectiveDate(
        LocalDate on,
        boolean immediate,
        int moreCycles,
        @Nullable LocalDate nextChargeOn) {

    static EffectiveDate atOnce(LocalDate requestOn) {
        return new EffectiveDate(requestOn, true, 0, null);
    }

    /** The same, but on a day no earlier than that one. */
    EffectiveDate notBefore(LocalDate day) {
        return on.isBefore(day) ? new EffectiveDate(day, immediate, moreCycles, nextChargeOn) : this;
    }

    /** The day of the request counts as used where service ends with it. */
    LocalDate firstDayWithout() {
        return immediate ? on.plusDays(1) : on;
    }
}
