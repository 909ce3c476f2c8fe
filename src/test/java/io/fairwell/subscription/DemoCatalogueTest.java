package io.fairwell.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DemoCatalogueTest {

    /** Eight unused months of twelve, on whatever day the demo is started, the 29th of February included. */
    @Test
    void theShopMembershipIsAlwaysInItsFourthMonth() {
        LocalDate first = LocalDate.of(2027, 1, 1);
        for (LocalDate today = first; today.isBefore(first.plusYears(4)); today = today.plusDays(1)) {
            Subscription plus = on(today).stream()
                    .filter(one -> one.planId().equals("2017_PLUS"))
                    .findFirst()
                    .orElseThrow();
            LocalDate firstDayWithout = today.plusDays(1);
            assertThat(firstDayWithout).isAfter(plus.termStart().plusMonths(3));
            assertThat(firstDayWithout).isBeforeOrEqualTo(plus.termStart().plusMonths(4));
            assertThat(plus.paidOn()).isBefore(today.minusDays(7));
            assertThat(plus.used()).isTrue();
        }
    }

    @Test
    void everyTermRunsToday() {
        LocalDate today = LocalDate.of(2028, 2, 29);

        assertThat(on(today)).hasSize(43).allSatisfy(one -> {
            assertThat(one.termStart()).isBefore(today);
            assertThat(one.hasNothingToCancel(today)).isFalse();
        });
    }

    @Test
    void aTermIsOverOnTheDayItEnds() {
        Subscription once = on(LocalDate.of(2026, 11, 20)).stream()
                .filter(one -> one.id().equals("sub-reseller-term-1"))
                .findFirst()
                .orElseThrow();
        LocalDate end = Objects.requireNonNull(once.termEnd());

        assertThat(once.hasNothingToCancel(end.minusDays(1))).isFalse();
        assertThat(once.hasNothingToCancel(end)).isTrue();
    }

    @Test
    void otherJurisdictionsZonesAndCurrenciesCanBeTried() {
        assertThat(on(LocalDate.of(2026, 11, 20)))
                .extracting(
                        Subscription::jurisdiction,
                        one -> one.price().toString(),
                        one -> one.timeZone().getId())
                .contains(
                        tuple("DE", "EUR 12.00", "Europe/Berlin"),
                        tuple("FR", "EUR 9.90", "Europe/Paris"),
                        tuple("EU", "EUR 90.00", "Europe/Madrid"),
                        tuple("UK", "GBP 7.99", "Europe/London"),
                        tuple("US-CA", "USD 15.49", "America/Los_Angeles"),
                        tuple("JP", "JPY 980", "Asia/Tokyo"),
                        tuple("KW", "KWD 3.250", "Asia/Kuwait"));
    }

    private static List<Subscription> on(LocalDate today) {
        Instant noon = today.atTime(4, 0).toInstant(ZoneOffset.UTC);
        return DemoCatalogue.on(Clock.fixed(noon, ZoneOffset.UTC));
    }
}
