package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.Refund;
import io.fairwell.subscription.PaymentRoute;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecidedStatementTest {

    private static final DecisionRef REVIEW = new DecisionRef("review-routing", 7, "claim");
    private static final String LAW = "CN_PREPAID_2025_4";
    private static final Eta ETA = new Eta(LocalDate.of(2026, 3, 13), LocalDate.of(2026, 3, 17));

    private final QuoteTexts texts = new QuoteTexts();

    private static Money cny(String amount) {
        return Money.parse("CNY " + amount);
    }

    private static StatementLine line(LineKind kind, String amount, String key, List<String> arguments) {
        return new StatementLine(kind, cny(amount), new Formula(key, arguments), "terms#retail-annual", 3, LAW);
    }

    /** 72.00 less 50.00. */
    private static RefundStatement annual() {
        return new RefundStatement(
                "MONTHS",
                List.of(
                        line(LineKind.BASE, "72.00", "base.months", List.of("108.00", "8", "12")),
                        line(LineKind.FIXED_FEE, "-50.00", "fixed-fee", List.of("50.00"))),
                cny("22.00"),
                PaymentRoute.CARD,
                ETA);
    }

    private static RefundStatement claim() {
        return new RefundStatement(
                "REVIEW",
                List.of(line(LineKind.BASE, "0.00", "base.review", List.of("108.00"))),
                cny("0.00"),
                PaymentRoute.WALLET,
                null);
    }

    private static Refund refund(Refund.State state, String amount, String compensation, String reason, String law) {
        return new Refund(
                state,
                cny("22.00"),
                cny(amount),
                compensation == null ? null : cny(compensation),
                "mia",
                "sam",
                reason,
                law,
                null);
    }

    private RefundStatement decided(RefundStatement quoted, Refund refund) {
        RefundStatement statement = DecidedStatement.of(quoted, refund, REVIEW);
        Money sum = Money.total(
                statement.lines().stream().map(StatementLine::amount).toList());
        assertThat(sum).isEqualTo(statement.refund());
        return statement;
    }

    private List<String> told(RefundStatement statement, Locale locale) {
        return texts.lines(statement, locale).stream()
                .map(line -> line.name() + ": " + line.amount() + ", " + line.formula() + "; " + line.rule() + " v"
                        + line.version() + "; " + line.legalBasis())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Refund.State.class)
    void whatNobodyChangedIsTheQuotesOwn(Refund.State state) {
        assertThat(decided(annual(), refund(state, "22.00", null, null, null))).isEqualTo(annual());
    }

    @Test
    void beforeAnyDecisionItIsTheQuotesOwn() {
        Refund none = new Refund(Refund.State.NONE, null, null, null, null, null, null, null, null);

        assertThat(decided(annual(), none)).isEqualTo(annual());
    }

    @Test
    void anAdjustedRefundIsOneLineThatSaysWhatItReplacesAndWhy() {
        RefundStatement adjusted =
                decided(annual(), refund(Refund.State.APPROVED, "30.00", null, "charged twice {0}", null));

        assertThat(adjusted.refund()).isEqualTo(cny("30.00"));
        assertThat(adjusted.eta()).isEqualTo(ETA);
        assertThat(told(adjusted, Locale.ENGLISH))
                .containsExactly("Refundable part: CNY 30.00, set in review, in place of 22.00: charged twice {0};"
                        + " review-routing#claim v7;"
                        + " Judicial interpretation Fashi [2025] No. 4 on prepaid consumption (CN), arts. 14-22");
        assertThat(told(adjusted, Locale.SIMPLIFIED_CHINESE))
                .containsExactly("可退部分: CNY 30.00, 经审核确定，原为 22.00：charged twice {0}; review-routing#claim v7;"
                        + " 法释〔2025〕4号（预付式消费）第十四条至第二十二条");
    }

    @Test
    void aRejectedRefundStandsOnTheLawTheReviewerNamed() {
        RefundStatement rejected =
                decided(annual(), refund(Refund.State.REJECTED, "0.00", null, "used up", "Terms, section 9"));

        assertThat(rejected.refund()).isEqualTo(cny("0.00"));
        assertThat(rejected.eta()).isNull();
        assertThat(told(rejected, Locale.ENGLISH))
                .containsExactly("Refundable part: CNY 0.00, refused in review, in place of 22.00: used up;"
                        + " review-routing#claim v7; Terms, section 9");
    }

    @Test
    void aMissingReturnIsNobodysReview() {
        RefundStatement forfeited = decided(
                annual(), refund(Refund.State.REJECTED, "22.00", null, "did not come", "refunds follow returns"));

        assertThat(told(forfeited, Locale.ENGLISH))
                .containsExactly("Refundable part: CNY 0.00, no refund: the goods did not come back in time;"
                        + " terms#retail-annual v3; refunds follow returns");
    }

    /** What the gateway refused is still owed. */
    @Test
    void aRefundTheGatewayRefusedStaysDue() {
        assertThat(decided(annual(), refund(Refund.State.REJECTED, "30.00", null, "charged twice", null))
                        .refund())
                .isEqualTo(cny("30.00"));
    }

    @Test
    void aClaimBringsRefundAndCompensation() {
        RefundStatement granted =
                decided(claim(), refund(Refund.State.APPROVED, "408.00", "300.00", "never delivered", null));

        assertThat(granted.refund()).isEqualTo(cny("408.00"));
        assertThat(told(granted, Locale.ENGLISH))
                .containsExactly(
                        "Refundable part: CNY 108.00, decided in a review, at most the 108.00 paid: never delivered;"
                                + " review-routing#claim v7;"
                                + " Judicial interpretation Fashi [2025] No. 4 on prepaid consumption (CN), arts. 14-22",
                        "Compensation: CNY 300.00, 300.00 beyond the refund, because the service was not as promised:"
                                + " never delivered; review-routing#claim v7;"
                                + " Consumer Rights Protection Law (CN), art. 55");
        assertThat(told(granted, Locale.SIMPLIFIED_CHINESE).get(1))
                .isEqualTo("赔偿: CNY 300.00, 因服务与承诺不符，退款之外赔偿 300.00：never delivered; review-routing#claim v7;"
                        + " 《消费者权益保护法》第五十五条");
    }

    @Test
    void compensationOnTopOfAnUnchangedRefundKeepsItsLines() {
        RefundStatement granted = decided(annual(), refund(Refund.State.APPROVED, "72.00", "50.00", "late", null));

        assertThat(granted.lines()).hasSize(3).startsWith(annual().lines().toArray(StatementLine[]::new));
        assertThat(granted.lines().get(2).kind()).isEqualTo(LineKind.COMPENSATION);
    }

    @Test
    void compensationOutsideChinaRestsOnTheClaim() {
        RefundStatement german = new RefundStatement(
                "REVIEW",
                List.of(new StatementLine(
                        LineKind.BASE,
                        cny("0.00"),
                        new Formula("base.review", List.of("108.00")),
                        "terms#wealth-plan",
                        1,
                        "DE_BGB_312K")),
                cny("0.00"),
                PaymentRoute.CARD,
                null);

        RefundStatement granted = decided(german, refund(Refund.State.APPROVED, "10.00", "10.00", "late", null));

        assertThat(granted.lines().get(1).legalBasis()).isEqualTo("NOT_AS_PROMISED");
        assertThat(texts.legalBasis("NOT_AS_PROMISED", Locale.ENGLISH)).contains("not as promised");
    }

    @Test
    void onceItIsPaidTheDayIsFixed() {
        Refund paid = new Refund(
                Refund.State.PAID,
                cny("0.00"),
                cny("40.00"),
                null,
                "mia",
                "sam",
                "late",
                null,
                LocalDate.of(2026, 3, 20));

        assertThat(decided(claim(), paid).eta())
                .isEqualTo(new Eta(LocalDate.of(2026, 3, 20), LocalDate.of(2026, 3, 20)));
    }
}
