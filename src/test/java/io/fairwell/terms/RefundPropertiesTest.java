package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.subscription.Subscription;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Any terms, any dates: the calculation against a second one, written on whole minor units and day by day. */
class RefundPropertiesTest {

    private static final List<String> CURRENCIES = List.of("JPY", "CNY", "KWD");

    record Case(Subscription subscription, TermsRule terms, Wish wish) {}

    @Property(tries = 10_000)
    void theRefundIsWithinBoundsAndWhatTheReferenceSays(@ForAll("cases") Case one) {
        Assessment assessment = assess(one.subscription(), one.terms(), one.wish());
        Money refund = assessment.refund();

        assertThat(refund.isNegative()).isFalse();
        assertThat(refund.isGreaterThan(one.subscription().paid())).isFalse();
        assertThat(assessment.lines().stream().map(StatementLine::amount).reduce(Money::plus))
                .contains(refund);
        assertThat(refund.getAmountMinor().toBigInteger()).isEqualTo(reference(one, assessment));
        assertThat(assessment.effective().on()).isAfterOrEqualTo(one.wish().requestOn());
    }

    @Property(tries = 10_000)
    void waitingNeverBringsMore(@ForAll("cases") Case one, @ForAll("fewDays") int days) {
        Wish now = new Wish(one.wish().requestOn(), EffectiveMode.IMMEDIATE, null, null);
        Wish later = new Wish(now.requestOn().plusDays(days), EffectiveMode.IMMEDIATE, null, null);

        Assessment first = assess(one.subscription(), one.terms(), now);
        Assessment second = assess(one.subscription(), one.terms(), later);

        assertThat(second.refund().isGreaterThan(first.refund())).isFalse();
        assertThat(second.effective().on()).isAfterOrEqualTo(first.effective().on());
    }

    /** Minor units, counted day by day and month by month; nothing of the code under test but the day service ends. */
    private static BigInteger reference(Case one, Assessment assessment) {
        Subscription s = one.subscription();
        LocalDate gone = assessment.effective().immediate()
                ? assessment.effective().on().plusDays(1)
                : assessment.effective().on();
        BigInteger paid = s.paid().getAmountMinor().toBigInteger();
        LocalDate end = Objects.requireNonNull(s.termEnd());
        long unused = 0;
        long total = 0;
        if (one.terms().method() == RefundMethod.DAYS) {
            for (LocalDate day = s.termStart(); day.isBefore(end); day = day.plusDays(1)) {
                total++;
                unused += day.isBefore(gone) ? 0 : 1;
            }
        } else {
            for (int n = 0; s.termStart().plusMonths(n).isBefore(end); n++) {
                total++;
                unused += s.termStart().plusMonths(n).isBefore(gone) ? 0 : 1;
            }
        }
        BigInteger left = halfUp(paid.multiply(BigInteger.valueOf(unused)), BigInteger.valueOf(total));
        if (one.terms().lessBenefits()) {
            left = left.subtract(left.min(s.benefitsEnjoyed().getAmountMinor().toBigInteger()));
        }
        left = left.subtract(percent(left, one.terms().percentFee()));
        left = left.subtract(percent(left, one.terms().earlyTerminationPercent()));
        int decimals = s.paid().getCurrencyUnit().getDecimalPlaces();
        BigInteger fee = halfUp(
                one.terms().fixedFee().movePointRight(2).toBigIntegerExact().multiply(BigInteger.TEN.pow(decimals)),
                BigInteger.valueOf(100));
        return left.subtract(left.min(fee));
    }

    private static BigInteger percent(BigInteger amount, BigDecimal percent) {
        return halfUp(amount.multiply(percent.toBigIntegerExact()), BigInteger.valueOf(100));
    }

    private static BigInteger halfUp(BigInteger dividend, BigInteger divisor) {
        return dividend.shiftLeft(1).add(divisor).divide(divisor.shiftLeft(1));
    }

    private static Assessment assess(Subscription subscription, TermsRule terms, Wish wish) {
        return Assessment.of(
                subscription, terms, new RegulationRule(new DecisionRef("regulation", 1, "X"), null, false, "X"), wish);
    }

    @Provide
    Arbitrary<Integer> fewDays() {
        return Arbitraries.integers().between(0, 500);
    }

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        subscriptions(), terms(), Arbitraries.integers().between(-60, 800), wishes())
                .as((subscription, terms, offset, wish) -> {
                    LocalDate requestOn = subscription.termStart().plusDays(offset);
                    LocalDate date = wish < 0 ? null : requestOn.plusDays(wish);
                    EffectiveMode mode = date != null
                            ? EffectiveMode.DATE
                            : wish == -1 ? EffectiveMode.IMMEDIATE : EffectiveMode.PERIOD_END;
                    return new Case(subscription, terms, new Wish(requestOn, mode, date, null));
                });
    }

    private static Arbitrary<Integer> wishes() {
        return Arbitraries.oneOf(Arbitraries.of(-1, -2), Arbitraries.integers().between(0, 400));
    }

    private static Arbitrary<Subscription> subscriptions() {
        Arbitrary<LocalDate> starts = Arbitraries.integers()
                .between(0, 2000)
                .map(days -> LocalDate.of(2023, 12, 1).plusDays(days));
        Arbitrary<Period> lengths =
                Arbitraries.of("P1M", "P3M", "P1Y", "P20D", "P1D", "P45D").map(Period::parse);
        Arbitrary<Long> minor = Arbitraries.longs().between(0, 5_000_000);
        return Combinators.combine(
                        starts, lengths, Arbitraries.of(CURRENCIES), minor, minor, Arbitraries.of(true, false))
                .as((start, length, currency, paid, benefits, renews) -> SubscriptionBuilder.subscription("any")
                        .term(start.toString(), start.plus(length).toString())
                        .paid(money(currency, paid))
                        .benefits(money(currency, benefits))
                        .autoRenew(renews)
                        .billingPeriod(renews ? length.toString() : null)
                        .build());
    }

    private static String money(String currency, long minor) {
        return Money.ofMinor(CurrencyUnit.of(currency), minor).toString();
    }

    private static Arbitrary<TermsRule> terms() {
        Arbitrary<Integer> percents = Arbitraries.integers().between(0, 100);
        return Combinators.combine(
                        Arbitraries.of(NoticeKind.values()),
                        Arbitraries.of("P0D", "P7D", "P30D", "P1M").map(Period::parse),
                        Arbitraries.of(RefundMethod.DAYS, RefundMethod.MONTHS),
                        percents,
                        percents,
                        Arbitraries.longs().between(0, 9_999),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((kind, notice, method, fee, early, fixed, benefits, immediate) -> new TermsRule(
                        new DecisionRef("terms", 1, "any"),
                        kind,
                        notice,
                        null,
                        method,
                        BigDecimal.valueOf(fee),
                        BigDecimal.valueOf(fixed, 2),
                        BigDecimal.valueOf(early),
                        benefits,
                        "HERE",
                        immediate,
                        true,
                        false,
                        TermsRule.IdentityBy.CODE));
    }
}
