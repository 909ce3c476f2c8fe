package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.Refund;
import io.fairwell.terms.CaseStatements;
import io.fairwell.terms.LineKind;
import io.fairwell.terms.RefundStatement;
import io.fairwell.terms.StatementLine;
import io.fairwell.testing.FairwellTest;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** "The service was not as promised": people decide about refund and compensation. */
@FairwellTest
class ClaimProcessTest {

    private static final String REVIEW = "Task_ReviewRefund";
    private static final String APPROVE = "Task_ApproveRefund";
    private static final String WHY = "The adviser never called";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private CaseStatements statements;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    private CaseNumber claim(String terms, String currency, String paid) {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.terms = terms;
                    x.currency = currency;
                    x.paid = paid;
                })),
                w -> w.with(x -> {
                    x.mode = EffectiveMode.IMMEDIATE;
                    x.reason = ReasonCode.NOT_AS_PROMISED;
                }));
        driver.work(number);
        return number;
    }

    private CaseNumber claim() {
        return claim("wealth-plan", "CNY", "300.00");
    }

    private static Map<String, Object> adjusted(String refund, String compensation) {
        return Map.of("reviewDecision", "ADJUST", "adjustedAmount", refund, "compensation", compensation, "note", WHY);
    }

    private static Money cny(String amount) {
        return Money.parse("CNY " + amount);
    }

    private Object shown(CaseNumber number, String task, String variable) {
        return tasks.getVariable(driver.task(number, task).getId(), variable);
    }

    private String letter(CaseNumber number, String kind) {
        return driver.letter(number, kind);
    }

    @Test
    void aFullRefundAndCompensationArePaidTogetherOnceTwoPeopleAgree() {
        CaseNumber number = claim();
        assertThat(shown(number, REVIEW, "claim")).isEqualTo(true);
        assertThat(shown(number, REVIEW, "compensationLimit")).isEqualTo("CNY 900.00");

        driver.complete(number, REVIEW, "mia", adjusted("300.00", "450.50"));

        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PENDING_APPROVAL);
        assertThat(shown(number, APPROVE, "preparedAmount")).isEqualTo("CNY 750.50");
        assertThat(shown(number, APPROVE, "preparedRefund")).isEqualTo("CNY 300.00");
        assertThat(shown(number, APPROVE, "preparedCompensation")).isEqualTo("CNY 450.50");
        assertThat((String) shown(number, APPROVE, "refundStatement"))
                .contains("Compensation · 赔偿", "CNY 450.50", "**CNY 750.50**", "review-routing#claim, version", "第五十五条")
                .doesNotContain(WHY);
        assertThat(statements.decided(driver.get(number)).orElseThrow().refund())
                .as("nothing is told before it is approved")
                .isEqualTo(cny("0.00"));
        assertThat(driver.refused(number, APPROVE, "mia", Map.of("approvalDecision", "APPROVE")))
                .isEqualTo(Why.SAME_PERSON);

        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "APPROVE"));

        Refund refund = driver.get(number).refund();
        assertThat(refund.state()).isEqualTo(Refund.State.APPROVED);
        assertThat(refund.amount()).isEqualTo(cny("750.50"));
        assertThat(refund.compensation()).isEqualTo(cny("450.50"));
        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.get(number).refund().compensation()).isEqualTo(cny("450.50"));
        assertThat(payments(number)).isEqualTo("75050 CNY");
        RefundStatement statement = statements.decided(driver.get(number)).orElseThrow();
        assertThat(statement.lines())
                .extracting(StatementLine::kind)
                .containsExactly(LineKind.BASE, LineKind.COMPENSATION);
        assertThat(statement.lines())
                .allMatch(line -> line.version() > 0 && !line.legalBasis().isEmpty());
        assertThat(statement.refund()).isEqualTo(cny("750.50"));
        assertThat(letter(number, "COMPLETED"))
                .contains("Compensation: CNY 450.50", WHY, "Refund and compensation: CNY 750.50")
                .contains("CNY 450.50 of it is compensation", "Rule: review-routing#claim, version", "art. 55");
    }

    private String payments(CaseNumber number) {
        return jdbc.sql("SELECT amount_minor || ' ' || currency FROM sandbox_payment WHERE case_number = ?")
                .param(number.value())
                .query(String.class)
                .single();
    }

    @Test
    void aRefundAloneIsPossibleToo() {
        CaseNumber number = claim();
        driver.complete(number, REVIEW, "mia", adjusted("120.00", "0"));
        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "APPROVE"));

        assertThat(driver.get(number).refund().amount()).isEqualTo(cny("120.00"));
        assertThat(driver.get(number).refund().compensation()).isNull();
        driver.fire(number, "Event_EffectiveDateReached");
        assertThat(letter(number, "COMPLETED")).contains(WHY).doesNotContain("ompensation");
    }

    @Test
    void whatIsSentBackLosesItsCompensation() {
        CaseNumber number = claim();
        driver.complete(number, REVIEW, "mia", adjusted("300.00", "100.00"));
        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "SEND_BACK", "note", "Too much"));

        assertThat(driver.get(number).refund().compensation()).isNull();
        assertThat(driver.get(number).refund().amount()).isEqualTo(cny("0.00"));
        driver.complete(number, REVIEW, "mia", Map.of("reviewDecision", "APPROVE"));
        assertThat(shown(number, APPROVE, "preparedCompensation")).isNull();
    }

    @Test
    void aRejectedClaimStandsOnTheLawThatTheReviewerNamed() {
        CaseNumber number = claim();
        driver.complete(
                number,
                REVIEW,
                "mia",
                Map.of("reviewDecision", "REJECT", "note", WHY, "legalBasis", "Terms, section 4"));
        assertThat((String) shown(number, APPROVE, "refundStatement"))
                .contains("refused in review", "as named in the case<br>见工单所列依据")
                .doesNotContain(WHY, "section 4");
        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "APPROVE"));

        RefundStatement statement = statements.decided(driver.get(number)).orElseThrow();
        assertThat(statement.refund()).isEqualTo(cny("0.00"));
        assertThat(statement.lines()).singleElement().satisfies(line -> {
            assertThat(line.rule()).isEqualTo("review-routing#claim");
            assertThat(line.legalBasis()).isEqualTo("Terms, section 4");
            assertThat(line.formula().arguments()).contains(WHY);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "300.01, 0.00, AMOUNT_OUT_OF_BOUNDS",
        "-0.01, 0.00, AMOUNT_OUT_OF_BOUNDS",
        "300.00, 900.01, COMPENSATION_OUT_OF_BOUNDS",
        "300.00, -1.00, COMPENSATION_OUT_OF_BOUNDS",
        "300.00, much, AMOUNT_NOT_A_NUMBER",
        "300.00, 0.001, AMOUNT_NOT_A_NUMBER"
    })
    void amountsOutsideTheirLimitsAreRefused(String refund, String compensation, Why why) {
        CaseNumber number = claim();

        assertThat(driver.refused(number, REVIEW, "mia", adjusted(refund, compensation)))
                .isEqualTo(why);
        assertThat(driver.openTasks(number)).containsExactly(REVIEW);
        assertThat(driver.events(number)).doesNotContain(Kind.REFUND_PREPARED);
    }

    @Test
    void compensationNeedsAReason() {
        Map<String, Object> form =
                Map.of("reviewDecision", "ADJUST", "adjustedAmount", "0.00", "compensation", "10.00", "note", " ");

        assertThat(driver.refused(claim(), REVIEW, "mia", form)).isEqualTo(Why.REASON_MISSING);
    }

    /** Where three times the price is little, the law grants 500 CNY. */
    @Test
    void theLawsLeastIsPossibleHoweverLittleWasPaid() {
        CaseNumber number = claim("wealth-plan", "CNY", "30.00");
        assertThat(shown(number, REVIEW, "compensationLimit")).isEqualTo("CNY 500.00");

        driver.complete(number, REVIEW, "mia", adjusted("30.00", "500.00"));

        assertThat(driver.get(number).refund().amount()).isEqualTo(cny("530.00"));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 3000, 3000, 1200, 0.5, JPY 4200", "KWD, 30.000, 30.000, 1.125, 0.0005, KWD 31.125"})
    void currenciesHaveTheDecimalsTheyHave(
            String currency, String paid, String refund, String compensation, String tooFine, String total) {
        CaseNumber number = claim("wealth-plan", currency, paid);
        assertThat(driver.refused(number, REVIEW, "mia", adjusted(refund, tooFine)))
                .isEqualTo(Why.AMOUNT_NOT_A_NUMBER);

        driver.complete(number, REVIEW, "mia", adjusted(refund, compensation));
        assertThat((String) shown(number, APPROVE, "refundShown")).isEqualTo(total);
        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "APPROVE"));
        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
        assertThat(driver.get(number).refund().amount()).isEqualTo(Money.parse(total));
    }

    /** A claim under terms that know a refund of their own: it is a supervisor's matter, with compensation on top. */
    @Test
    void aClaimUnderOtherTermsKeepsTheLinesOfItsQuote() {
        CaseNumber number = claim("vip-term", "CNY", "280.00");
        driver.complete(number, REVIEW, "mia", adjusted("150.00", "20.00"));
        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "APPROVE"));

        RefundStatement statement = statements.decided(driver.get(number)).orElseThrow();
        assertThat(statement.refund()).isEqualTo(cny("170.00"));
        assertThat(statement.lines().get(0).formula().key()).isEqualTo("base.days");
        assertThat(statement.lines().get(1).rule()).isEqualTo("review-routing#not-as-promised");
    }

    @Test
    void withoutAClaimThereIsNoCompensation() {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.terms = "vip-term";
                    x.paid = "600.00";
                })),
                w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);

        assertThat(shown(number, REVIEW, "claim")).isEqualTo(false);
        assertThat(shown(number, REVIEW, "refundRoute")).isEqualTo("CARD");
        assertThat(shown(number, REVIEW, "refundShown")).isEqualTo("CNY 321.43");
        assertThat((String) shown(number, REVIEW, "refundStatement"))
                .contains(
                        "600.00 × 15 unused days ÷ 28<br>600.00 × 15 个未使用天 ÷ 28",
                        "terms#vip-term, version",
                        "**CNY 321.43**")
                .contains("bank card · 银行卡");
        assertThat(driver.refused(number, REVIEW, "mia", adjusted("300.00", "10.00")))
                .isEqualTo(Why.COMPENSATION_WITHOUT_CLAIM);
    }
}
