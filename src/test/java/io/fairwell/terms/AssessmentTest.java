package io.fairwell.terms;

import static io.fairwell.terms.SubscriptionBuilder.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessmentTest {

    private static final DecisionTables TABLES = new GoldenTables();

    @ParameterizedTest
    @CsvSource({
        // the sequence is anchored at the start of the term, so that the end of a month is no drift
        "2026-01-31, 2026-02-28, 2026-02-22, 2026-03-31, 2026-02-28",
        "2025-12-31, 2026-02-28, 2026-02-22, 2026-03-31, 2026-02-28",
        // a term that ends off the sequence is followed by whole periods from its end
        "2026-01-10, 2026-02-15, 2026-02-09, 2026-03-15, 2026-02-15",
        // in time
        "2026-01-31, 2026-02-28, 2026-02-21, 2026-02-28,",
        // upstream has not yet told of the next term: the charge of 28 February has been made
        "2026-01-31, 2026-02-28, 2026-03-10, 2026-03-31,",
        "2026-01-31, 2026-02-28, 2026-02-28, 2026-03-31, 2026-02-28"
    })
    void aMissedNoticeMovesToTheFollowingBillingDate(
            String start, String end, String requestOn, String effectiveOn, @Nullable String chargedOn) {
        Assessment assessment = assess(
                subscription("carrier-monthly")
                        .term(start, end)
                        .billingPeriod("P1M")
                        .build(),
                requestOn,
                EffectiveMode.IMMEDIATE,
                null);

        assertThat(assessment.effective().on()).isEqualTo(effectiveOn);
        assertThat(assessment.effective().immediate()).isFalse();
        assertThat(assessment.nextCharge())
                .isEqualTo(
                        chargedOn == null
                                ? null
                                : new NextCharge(LocalDate.parse(chargedOn), Money.parse("CNY 30.00")));
    }

    @ParameterizedTest
    @CsvSource({
        "carrier-monthly,  true,  2026-11-10, 2026-12-01, 2026-12-01, 0",
        "carrier-monthly,  true,  2026-11-10, 2026-12-15, 2027-01-01, 1",
        "carrier-monthly,  true,  2026-11-28, 2026-11-29, 2027-01-01, 1",
        "carrier-contract, true,  2026-11-10, 2026-11-20, 2026-11-20, 0",
        "video-monthly,    true,  2026-11-10, 2027-02-15, 2027-02-15, 3",
        "video-monthly,    false, 2026-11-10, 2027-02-15, 2027-02-15, 0",
        "video-monthly,    true,  2026-11-10, 2026-11-10, 2026-11-10, 0",
        "enterprise-seats, true,  2026-10-10, 2026-11-20, 2026-11-20, 0",
        "enterprise-seats, true,  2026-10-10, 2027-01-20, 2026-12-01, 0"
    })
    void aNamedDayIsGrantedAsFarAsTheTermsAllow(
            String terms, boolean renews, String requestOn, String wished, String effectiveOn, int charges) {
        Subscription subscription = subscription(terms)
                .autoRenew(renews)
                .billingPeriod(renews ? "P1M" : null)
                .paidOn("2026-09-01")
                .build();

        Assessment assessment = assess(subscription, requestOn, EffectiveMode.DATE, wished);

        assertThat(assessment.effective().on()).isEqualTo(effectiveOn);
        assertThat(assessment.effective().moreCycles()).isEqualTo(charges);
    }

    @Test
    void aRightWithoutAnEndEndsWithTheRequest() {
        Assessment assessment = assess(
                subscription("lifetime")
                        .term("2025-03-01", "9999-12-31")
                        .autoRenew(false)
                        .build(),
                "2026-11-20",
                EffectiveMode.PERIOD_END,
                null);

        assertThat(assessment.effective()).isEqualTo(EffectiveDate.atOnce(LocalDate.of(2026, 11, 20)));
    }

    @ParameterizedTest
    @CsvSource({
        // over, not renewing: the day of the request; over, renewing: its next billing date
        "false, 2026-12-24, PERIOD_END, 2026-12-24, true",
        "true,  2026-12-24, PERIOD_END, 2027-01-01, false",
        "true,  2026-12-24, IMMEDIATE,  2026-12-24, true"
    })
    void aTermAlreadyOverBringsNoRefund(
            boolean renews, String requestOn, EffectiveMode mode, String effectiveOn, boolean immediate) {
        Assessment assessment =
                assess(subscription("vip-term").autoRenew(renews).build(), requestOn, mode, null);

        assertThat(assessment.effective().on()).isEqualTo(effectiveOn);
        assertThat(assessment.effective().immediate()).isEqualTo(immediate);
        assertThat(assessment.refund().isZero()).isTrue();
    }

    @Test
    void aTermNotYetBegunIsWhollyUnused() {
        Subscription ahead = subscription("vip-term").paidOn("2026-09-01").build();
        Subscription months = subscription("retail-annual")
                .term("2026-11-01", "2027-11-01")
                .paid("CNY 108.00")
                .paidOn("2026-09-01")
                .build();

        assertThat(assess(ahead, "2026-10-20", EffectiveMode.IMMEDIATE, null).refund())
                .isEqualTo(Money.parse("CNY 30.00"));
        assertThat(assess(months, "2026-10-20", EffectiveMode.IMMEDIATE, null).refund())
                .isEqualTo(Money.parse("CNY 58.00"));
    }

    @Test
    void coolingOffHoldsBeforeThePaymentAndWhateverTheWish() {
        Subscription unused =
                subscription("video-monthly").used(false).paidOn("2026-11-05").build();

        for (EffectiveMode mode : EffectiveMode.values()) {
            Assessment assessment = assess(unused, "2026-11-02", mode, "2026-12-01");
            assertThat(assessment.basis()).isEqualTo(Basis.COOLING_OFF);
            assertThat(assessment.effective()).isEqualTo(EffectiveDate.atOnce(LocalDate.of(2026, 11, 2)));
            assertThat(assessment.refund()).isEqualTo(unused.paid());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DE, video-monthly, false, 2026-11-15, COOLING_OFF, 30.00",
        "DE, video-monthly, false, 2026-11-16, TERMS,       0.00",
        "DE, carrier-monthly, true, 2026-11-15, COOLING_OFF, 15.00",
        "UK, vip-term,      true,  2026-11-15, COOLING_OFF, 15.00",
        "DE, licence-key,   true,  2026-11-02, TERMS,       0.00",
        "DE, lifetime,      true,  2026-11-02, TERMS,       0.00",
        "DE, licence-key,   false, 2026-11-15, COOLING_OFF, 30.00",
        "CN, licence-key,   false, 2026-11-09, TERMS,       0.00",
        "CN, enterprise-seats, false, 2026-11-01, TERMS,    0.00"
    })
    void theLawWidensTheWindow(
            String jurisdiction, String terms, boolean used, String requestOn, Basis basis, String refund) {
        Subscription subscription = subscription(terms)
                .jurisdiction(jurisdiction)
                .used(used)
                .benefits("CNY 5.00")
                .build();

        Assessment assessment = assess(subscription, requestOn, EffectiveMode.IMMEDIATE, null);

        assertThat(assessment.basis()).isEqualTo(basis);
        assertThat(assessment.refund()).isEqualTo(Money.parse("CNY " + refund));
    }

    @ParameterizedTest
    @CsvSource({
        "false, 2026-11-08, COOLING_OFF, FULL,   168.00, true",
        "true,  2026-11-08, TERMS,       RETURN, 168.00, true",
        "true,  2026-11-09, TERMS,       RETURN, 0.00,   false"
    })
    void goodsSentBackInTimeBringEverything(
            boolean used, String requestOn, Basis basis, String method, String refund, boolean returned) {
        Subscription box =
                subscription("physical-bundle").used(used).paid("CNY 168.00").build();

        Assessment assessment = assess(box, requestOn, EffectiveMode.PERIOD_END, null);

        assertThat(assessment.basis()).isEqualTo(basis);
        assertThat(assessment.method()).hasToString(method);
        assertThat(assessment.refund()).isEqualTo(Money.parse("CNY " + refund));
        assertThat(assessment.returnNeeded()).isEqualTo(returned);
        assertThat(assessment.effective().immediate()).isEqualTo(returned);
    }

    @Test
    void aClaimIsLeftToTheReview() {
        Assessment claim = assess(subscription("wealth-plan").build(), "2026-11-20", ReasonCode.NOT_AS_PROMISED);
        Assessment other = assess(subscription("wealth-plan").build(), "2026-11-20", ReasonCode.TOO_EXPENSIVE);
        Assessment elsewhere = assess(subscription("vip-term").build(), "2026-11-20", ReasonCode.NOT_AS_PROMISED);

        assertThat(claim.basis()).isEqualTo(Basis.CLAIM);
        assertThat(claim.method()).isEqualTo(RefundMethod.REVIEW);
        assertThat(claim.refund().isZero()).isTrue();
        assertThat(other.basis()).isEqualTo(Basis.TERMS);
        assertThat(elsewhere.basis()).isEqualTo(Basis.TERMS);
    }

    @Test
    void anEndedSubscriptionBringsNoSecondRefund() {
        Subscription ended =
                subscription("vip-term").used(false).endedOn("2026-11-03").build();

        Assessment again = assess(ended, "2026-11-04", EffectiveMode.IMMEDIATE, null);

        assertThat(again.refund().isZero()).isTrue();
        assertThat(again.basis()).isEqualTo(Basis.TERMS);
    }

    @ParameterizedTest
    @CsvSource({"JPY 1000, JPY 367, JPY -73, JPY 294", "KWD 10.000, KWD 3.667, KWD -0.733, KWD 2.934"})
    void amountsHaveTheDecimalsOfTheirCurrency(String paid, String base, String fee, String refund) {
        Subscription subscription =
                subscription("reseller-term").paid(paid).paidOn("2026-10-01").build();

        Assessment assessment = assess(subscription, "2026-11-19", EffectiveMode.IMMEDIATE, null);

        assertThat(assessment.lines())
                .extracting(StatementLine::amount)
                .containsExactly(Money.parse(base), Money.parse(fee));
        assertThat(assessment.refund()).isEqualTo(Money.parse(refund));
    }

    private static Assessment assess(Subscription subscription, String requestOn, ReasonCode reason) {
        return assess(subscription, new Wish(LocalDate.parse(requestOn), EffectiveMode.IMMEDIATE, null, reason));
    }

    private static Assessment assess(
            Subscription subscription, String requestOn, EffectiveMode mode, @Nullable String wished) {
        LocalDate date = wished == null ? null : LocalDate.parse(wished);
        return assess(subscription, new Wish(LocalDate.parse(requestOn), mode, date, null));
    }

    private static Assessment assess(Subscription subscription, Wish wish) {
        Map<String, Object> inputs = TableInputs.of(subscription, wish.requestOn());
        return Assessment.of(
                subscription,
                TermsRule.of(TABLES.evaluate("terms", inputs)),
                RegulationRule.of(TABLES.evaluate("regulation", inputs)),
                wish);
    }
}
