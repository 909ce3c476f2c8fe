package io.fairwell.cancellation;

import io.fairwell.cancellation.DeclarationRefused.Why;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The dates of a request or of a question about one, in the subscription's zone and within the years this product deals
 * with: further off they are slips of the pen.
 *
 * @param requestOn the day that counts for notice and cooling-off
 * @param wishedDate set where {@code mode} is {@link EffectiveMode#DATE}, and only there
 */
public record RequestedDates(
        LocalDate requestOn, EffectiveMode mode, @Nullable LocalDate wishedDate) {

    private static final int LONGEST_AGO_YEARS = 20;
    private static final int FARTHEST_AHEAD_YEARS = 5;

    /**
     * @param wishedDate not looked at unless {@code mode} asks for a date
     * @param today where the subscription is
     * @throws DeclarationRefused when a date is missing or impossible
     */
    public static RequestedDates of(
            LocalDate requestOn, EffectiveMode mode, @Nullable LocalDate wishedDate, LocalDate today) {
        if (requestOn.isBefore(today.minusYears(LONGEST_AGO_YEARS))
                || requestOn.isAfter(today.plusYears(FARTHEST_AHEAD_YEARS))) {
            throw new DeclarationRefused(Why.DECLARED_TOO_FAR, "/declaredOn");
        }
        return new RequestedDates(requestOn, mode, mode == EffectiveMode.DATE ? possible(wishedDate, requestOn) : null);
    }

    private static LocalDate possible(@Nullable LocalDate wishedDate, LocalDate requestOn) {
        if (wishedDate == null) {
            throw new DeclarationRefused(Why.DATE_MISSING, "/effective/date");
        }
        if (wishedDate.isBefore(requestOn)) {
            throw new DeclarationRefused(Why.DATE_IN_THE_PAST, "/effective/date");
        }
        if (wishedDate.isAfter(requestOn.plusYears(FARTHEST_AHEAD_YEARS))) {
            throw new DeclarationRefused(Why.DATE_TOO_FAR, "/effective/date");
        }
        return wishedDate;
    }
}
