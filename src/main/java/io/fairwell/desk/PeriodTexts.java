package io.fairwell.desk;

import java.time.Period;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calendar periods in words. */
final class PeriodTexts {

    private PeriodTexts() {}

    static String of(Period period, Words words) {
        return Stream.of(
                        part("period.years", period.getYears(), words),
                        part("period.months", period.getMonths(), words),
                        part("period.days", period.getDays(), words))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String part(String key, int amount, Words words) {
        return amount == 0 ? "" : words.text(key, amount);
    }
}
