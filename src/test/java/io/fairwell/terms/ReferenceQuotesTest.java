package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.ReferenceQuote.Answer;
import io.fairwell.terms.ReferenceQuote.Facts;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any agreement under any terms and law as shipped, against {@link ReferenceQuote}. */
class ReferenceQuotesTest {

    private static final DecisionTables TABLES = new DmnTables();
    private static final LocalDate LAW_OF = LocalDate.of(2026, 11, 21);
    private static final Map<List<String>, Decision> DECISIONS = new ConcurrentHashMap<>();
    private static final List<Map<String, String>> TERMS = Csv.rows("terms.csv");
    private static final List<String> CURRENCIES = List.of("JPY", "CNY", "KWD");
    private static final Set<String> WITHOUT_END =
            Set.of("lifetime", "licence-key", "physical-bundle", "partner-gift", "bank-points");

    static Stream<Map<String, String>> goldenCases() {
        return Csv.rows("quotes.csv").stream();
    }

    /** The reference itself is right about the cases whose answers are known. */
    @ParameterizedTest
    @MethodSource("goldenCases")
    void theReferenceAgreesWithTheGoldenCases(Map<String, String> row) {
        boolean endless = row.get("termEnd").startsWith("9999");
        Map<String, String> terms = TERMS.stream()
                .filter(candidate -> candidate.get("terms").equals(row.get("terms")))
                .findFirst()
                .orElseThrow();
        Answer answer = ReferenceQuote.of(new Facts(
                terms,
                row.get("jurisdiction"),
                2,
                minor(row.get("paid")),
                LocalDate.parse(row.get("paidOn")),
                LocalDate.parse(row.get("termStart")),
                endless ? null : LocalDate.parse(row.get("termEnd")),
                1,
                0,
                terms.get("billing").contains("recurring"),
                Boolean.parseBoolean(row.get("used")),
                minor(row.get("benefitsEnjoyed")),
                LocalDate.parse(row.get("requestOn")),
                EffectiveMode.valueOf(row.get("mode")),
                null,
                false));

        assertThat(answer.effectiveOn()).isEqualTo(row.get("effectiveOn"));
        assertThat(answer.basis()).isEqualTo(row.get("basis"));
        assertThat(answer.method()).isEqualTo(row.get("method"));
        assertThat(answer.lines())
                .isEqualTo(Stream.of("base", "lessBenefits", "lessPercentFee", "lessEarlyTermination", "lessFixedFee")
                        .map(column -> minor(row.get(column)))
                        .toList());
        assertThat(answer.refund()).isEqualTo(minor(row.get("refund")));
    }

    private static BigInteger minor(String amount) {
        return new BigInteger(amount.replace(".", ""));
    }

    @Property(tries = 12_000)
    void everyQuoteIsTheOneOfTheReference(@ForAll("cases") Facts facts) {
        Answer expected = ReferenceQuote.of(facts);
        Assessment actual = assess(facts);

        Statistics.collect(expected.basis(), expected.method());
        assertThat(actual.effective().on()).isEqualTo(expected.effectiveOn());
        assertThat(actual.effective().immediate()).isEqualTo(expected.lastDay());
        assertThat(actual.basis()).hasToString(expected.basis());
        assertThat(actual.method()).hasToString(expected.method());
        assertThat(Stream.of(
                                LineKind.BASE,
                                LineKind.BENEFITS,
                                LineKind.PERCENT_FEE,
                                LineKind.EARLY_TERMINATION,
                                LineKind.FIXED_FEE)
                        .map(kind -> line(actual, kind))
                        .toList())
                .isEqualTo(expected.lines());
        assertThat(actual.refund().getAmountMinor().toBigInteger()).isEqualTo(expected.refund());
        assertThat(actual.effective().on()).isAfterOrEqualTo(facts.requestOn());
        assertThat(expected.refund()).isBetween(BigInteger.ZERO, facts.paid());
        assertThat(actual.lines().stream().map(StatementLine::amount).reduce(Money::plus))
                .contains(actual.refund());
    }

    @Property(tries = 12_000)
    void waitingNeverBringsMore(@ForAll("cases") Facts facts, @ForAll("days") int days) {
        LocalDate later = facts.requestOn().plusDays(days);
        Facts waited = at(facts, facts.date() != null && facts.date().isBefore(later) ? facts.date() : later);

        Assessment now = assess(facts);
        Assessment then = assess(waited);

        if (now.basis() == then.basis() && now.method() == then.method()) {
            assertThat(then.refund().isGreaterThan(now.refund())).isFalse();
            assertThat(then.effective().on()).isAfterOrEqualTo(now.effective().on());
        }
    }

    /** The law has changed its ways over the years, but none of it the windows that the golden cases name. */
    @ParameterizedTest
    @ValueSource(strings = {"2010-01-01", "2017-05-14", "2022-06-30", "2026-06-18", "2026-12-31", "2028-02-19"})
    void theWindowsAreTheSameInAllYears(String declaredOn) {
        for (String jurisdiction : List.of("CN", "DE", "EU", "UK")) {
            for (Map<String, String> terms : TERMS) {
                RegulationRule then = RegulationRule.of(TABLES.evaluate(
                        "regulation", TableInputs.of(terms.get("terms"), jurisdiction, LocalDate.parse(declaredOn))));
                boolean service =
                        !Set.of("lifetime", "licence-key", "physical-bundle").contains(terms.get("terms"));

                if (jurisdiction.equals("CN")) {
                    assertThat(String.valueOf(then.coolingOff())).isIn("null", terms.get("coolingOff"));
                } else {
                    assertThat(then.coolingOff()).isEqualTo(Period.ofDays(14));
                }
                assertThat(then.usedProrated()).isEqualTo(service && !jurisdiction.equals("CN"));
            }
        }
    }

    private static BigInteger line(Assessment assessment, LineKind kind) {
        return assessment.lines().stream()
                .filter(line -> line.kind() == kind)
                .map(line -> line.amount().abs().getAmountMinor().toBigInteger())
                .findFirst()
                .orElse(BigInteger.ZERO);
    }

    private static Assessment assess(Facts f) {
        CurrencyUnit currency = CurrencyUnit.of(CURRENCIES.get(f.decimals() == 0 ? 0 : f.decimals() - 1));
        Subscription subscription = SubscriptionBuilder.subscription(f.profile())
                .jurisdiction(f.jurisdiction())
                .paid(Money.ofMinor(currency, f.paid().longValueExact()).toString())
                .benefits(Money.ofMinor(currency, f.benefits().longValueExact()).toString())
                .term(
                        f.termStart().toString(),
                        f.termEnd() == null ? null : f.termEnd().toString())
                .paidOn(f.paidOn().toString())
                .autoRenew(f.renews())
                .billingPeriod(
                        f.billingDays() > 0
                                ? "P" + f.billingDays() + "D"
                                : f.billingMonths() > 0 ? "P" + f.billingMonths() + "M" : null)
                .used(f.used())
                .build();
        return Assessment.of(
                subscription,
                TermsRule.of(decision("terms", f.profile(), f.jurisdiction())),
                RegulationRule.of(decision("regulation", f.profile(), f.jurisdiction())),
                new Wish(f.requestOn(), f.mode(), f.date(), f.claim() ? ReasonCode.NOT_AS_PROMISED : null));
    }

    private static Decision decision(String table, String terms, String jurisdiction) {
        return DECISIONS.computeIfAbsent(
                List.of(table, terms, jurisdiction),
                key -> TABLES.evaluate(table, TableInputs.of(terms, jurisdiction, LAW_OF)));
    }

    private static Facts at(Facts f, LocalDate requestOn) {
        return new Facts(
                f.terms(),
                f.jurisdiction(),
                f.decimals(),
                f.paid(),
                f.paidOn(),
                f.termStart(),
                f.termEnd(),
                f.billingMonths(),
                f.billingDays(),
                f.renews(),
                f.used(),
                f.benefits(),
                requestOn,
                f.mode(),
                f.date(),
                f.claim());
    }

    @Provide
    Arbitrary<Integer> days() {
        return Arbitraries.integers().between(0, 400);
    }

    /** @param months 0 for a cycle of days */
    private record Cycle(int months, int days) {}

    private record Agreement(LocalDate start, Cycle cycle, int periods, int paidAfter, boolean renews, boolean used) {}

    private record Sums(int decimals, long paid, long benefits) {}

    private record Asked(int after, int wish, boolean claim) {}

    @Provide
    Arbitrary<Facts> cases() {
        return Combinators.combine(
                        Arbitraries.of(TERMS),
                        Arbitraries.of("CN", "DE", "EU", "UK", "FR", "US-CA", "XX"),
                        agreements(),
                        sums(),
                        asked())
                .as(ReferenceQuotesTest::facts);
    }

    private static Facts facts(
            Map<String, String> terms, String jurisdiction, Agreement agreement, Sums sums, Asked asked) {
        Cycle cycle = agreement.cycle();
        LocalDate end = cycle.days() > 0
                ? agreement.start().plusDays((long) cycle.days() * agreement.periods())
                : agreement.start().plusMonths((long) cycle.months() * agreement.periods());
        boolean endless = WITHOUT_END.contains(terms.get("terms"));
        // Counted from the end of the term, half of the time, because that is where the rules turn.
        LocalDate requestOn = asked.after() < 0 && !endless
                ? end.plusDays(asked.after() + 45L)
                : agreement.start().plusDays(asked.after());
        EffectiveMode mode = asked.wish() >= 0
                ? EffectiveMode.DATE
                : asked.wish() == -1 ? EffectiveMode.IMMEDIATE : EffectiveMode.PERIOD_END;
        return new Facts(
                terms,
                jurisdiction,
                sums.decimals(),
                BigInteger.valueOf(sums.paid()),
                agreement.start().plusDays(agreement.paidAfter()),
                agreement.start(),
                endless ? null : end,
                cycle.months(),
                cycle.days(),
                agreement.renews(),
                agreement.used(),
                BigInteger.valueOf(sums.benefits()),
                requestOn,
                mode,
                mode == EffectiveMode.DATE ? requestOn.plusDays(asked.wish()) : null,
                asked.claim());
    }

    private static Arbitrary<Agreement> agreements() {
        Arbitrary<LocalDate> anyDay = Arbitraries.integers().between(0, 4000).map(LocalDate.of(2019, 12, 1)::plusDays);
        Arbitrary<LocalDate> edges = Arbitraries.of(
                        "2023-12-31",
                        "2024-01-29",
                        "2024-01-30",
                        "2024-01-31",
                        "2024-02-28",
                        "2024-02-29",
                        "2024-10-31",
                        "2026-02-28",
                        "2026-12-31",
                        "2027-01-31",
                        "2028-02-29",
                        "2028-03-31")
                .map(LocalDate::parse);
        return Combinators.combine(
                        Arbitraries.oneOf(anyDay, edges),
                        Arbitraries.of(
                                new Cycle(1, 0), new Cycle(3, 0), new Cycle(12, 0), new Cycle(0, 20), new Cycle(0, 1)),
                        Arbitraries.of(1, 1, 1, 2, 12),
                        Arbitraries.integers().between(-10, 10),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Agreement::new);
    }

    private static Arbitrary<Sums> sums() {
        Arbitrary<Long> minor = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 20_000), Arbitraries.longs().between(0, 50_000_000));
        return Combinators.combine(Arbitraries.of(0, 2, 3), minor, minor).as(Sums::new);
    }

    private static Arbitrary<Asked> asked() {
        Arbitrary<Integer> after = Arbitraries.oneOf(
                Arbitraries.integers().between(-90, 25), Arbitraries.integers().between(-30, 800));
        Arbitrary<Integer> wish = Arbitraries.oneOf(
                Arbitraries.of(-1, -2),
                Arbitraries.of(0, 1, 6, 7, 8, 30, 31),
                Arbitraries.integers().between(0, 500));
        return Combinators.combine(after, wish, Arbitraries.of(true, false)).as(Asked::new);
    }
}
