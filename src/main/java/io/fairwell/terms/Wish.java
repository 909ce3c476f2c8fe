package io.fairwell.terms;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.ReasonCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the customer asks for.
 *
 * @param requestOn day of the request in the subscription's zone
 * @param date set where {@code mode} is DATE; not before {@code requestOn}
 */
record Wish(
        LocalDate requestOn,
        EffectiveMode mode,
        @Nullable LocalDate date,
        @Nullable ReasonCode reason) {

    LocalDate dateOr(LocalDate otherwise) {
        return date == null ? otherwise : date;
    }
}
