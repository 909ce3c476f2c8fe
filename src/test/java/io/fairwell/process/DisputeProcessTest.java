package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Refund;
import io.fairwell.dispute.Answer.Outcome;
import io.fairwell.dispute.Claim;
import io.fairwell.dispute.Dispute;
import io.fairwell.dispute.Dispute.Payment;
import io.fairwell.dispute.Dispute.State;
import io.fairwell.dispute.DisputeRefused;
import io.fairwell.dispute.Disputes;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the customer's objection to the answer, on every way through the model. */
@FairwellTest
class DisputeProcessTest {

    private static final String ANSWER = "Task_AnswerDispute";
    private static final String DECIDE = "Task_DecideDispute";
    private static final String RESOLVE = "Task_ResolveDisputeRefund";
    private static final String ANSWERED = "Event_DisputeAnswered";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Disputes disputes;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    /** Cancelled at once: 16.07 of 30.00 are paid back, by nobody's decision but the table's. */
    private CaseNumber completed() {
        CaseNumber number = declared("sub-" + java.util.UUID.randomUUID(), "30.00");
        driver.fire(number, "Event_EffectiveDateReached");
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
        return number;
    }

    private CaseNumber declared(String id, String paid) {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.id = id;
                    x.terms = "vip-term";
                    x.paid = paid;
                })),
                w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        return number;
    }

    /** Mia has rejected a refund of 321.43 of the 600.00 that were paid. */
    private CaseNumber rejectedByMia() {
        CaseNumber number = declared("sub-" + java.util.UUID.randomUUID(), "600.00");
        driver.complete(
                number,
                "Task_ReviewRefund",
                "mia",
                Map.of("reviewDecision", "REJECT", "note", "Used up", "legalBasis", "Terms 4"));
        return number;
    }

    private CaseNumber disputed(CaseNumber number, Claim claim) {
        disputes.open(number, claim, driver.customer(number));
        return number;
    }

    /** About a refund that nobody decided by hand. */
    private CaseNumber disputed(String claimed) {
        return disputed(completed(), Claim.aboutRefund("I expected more", claimed == null ? null : money(claimed)));
    }

    private Dispute dispute(CaseNumber number) {
        return disputes.latest(number).orElseThrow();
    }

    private static Money money(String amount) {
        return Money.parse("CNY " + amount);
    }

    private static Map<String, Object> uphold(String key, String amount) {
        return Map.of(key, "UPHOLD", "grantedNow", amount);
    }

    private static Map<String, Object> partly(String key, String amount) {
        return Map.of(key, "PARTLY", "grantedNow", amount, "note", "Five days were used");
    }

    private static Map<String, Object> reject(String key) {
        return Map.of(key, "REJECT", "note", "It was used", "legalBasis", "Terms, section 4");
    }

    @Test
    void aDisputeIsAcknowledgedAndSupportHasItTheSameMoment() {
        CaseNumber number = disputed("10.00");

        assertThat(driver.openTasks(number)).containsExactly(ANSWER);
        assertThat(driver.candidateGroups(number, ANSWER)).containsExactly("support");
        assertThat(driver.letters(number)).last().isEqualTo("DISPUTE_RECEIVED");
        assertThat(driver.letter(number, "DISPUTE_RECEIVED")).contains("You claim CNY 10.00", "11 March 2026, 18:00");
        assertThat(driver.events(number)).last().isEqualTo(Kind.DISPUTE_RECEIVED);
        Dispute received = dispute(number);
        assertThat(received.state()).isEqualTo(State.WITH_SUPPORT);
        assertThat(received.turn()).isEqualTo(new Dispute.Turn(Who.SUPPORT, Instant.parse("2026-03-11T10:00:00Z")));
        assertThat(driver.task(number, ANSWER).getDueDate().toInstant())
                .isEqualTo(received.turn().until());
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.shownAt(number, ANSWER, "grantLimit")).isEqualTo("CNY 13.93");
        assertThat(driver.shownAt(number, ANSWER, "claimedAmount")).isEqualTo("CNY 10.00");
        assertThat(driver.shownAt(number, ANSWER, "disputeAbout")).isEqualTo("REFUND");
    }

    @Test
    void supportUpholdsAndTheMoneyIsPaidOnce() {
        CaseNumber number = disputed("10.00");

        driver.complete(number, ANSWER, "mia", uphold("disputeAnswer", "10.00"));

        assertThat(driver.passed(number))
                .contains("Task_PayDisputeRefund", "Task_SendAnswer", ANSWERED)
                .doesNotContain(DECIDE, "Event_DisputeLookUpDue", RESOLVE);
        Dispute answered = dispute(number);
        assertThat(answered.state()).isEqualTo(State.ANSWERED);
        assertThat(answered.payment()).isEqualTo(Payment.PAID);
        assertThat(answered.decidedBy()).isEqualTo("mia");
        assertThat(answered.answeredAt()).isEqualTo(clock.instant());
        assertThat(answered.eta()).isEqualTo(LocalDate.parse("2026-03-17"));
        assertThat(legs(number)).containsExactly("DISPUTE-1 1000 SUCCEEDED", "REFUND 1607 SUCCEEDED");
        assertThat(driver.paymentsAtTheGateway(number)).isEqualTo(2);
        assertThat(driver.events(number)).last().isEqualTo(Kind.DISPUTE_ANSWERED);
        assertThat(driver.letter(number, "DISPUTE_ANSWERED"))
                .contains("You are right", "We have paid you CNY 10.00", "17 March 2026")
                .doesNotContain("Legal basis:");
        assertThat(driver.get(number).refund().amount()).isEqualTo(money("16.07"));
    }

    private List<String> legs(CaseNumber number) {
        return jdbc.sql(
                        "SELECT leg || ' ' || amount_minor || ' ' || state FROM refund_intent WHERE case_number = ? ORDER BY leg")
                .param(number.value())
                .query(String.class)
                .list();
    }

    @Test
    void supportGrantsAPartWithAReason() {
        CaseNumber number = disputed("10.00");
        assertThat(driver.refused(
                        number, ANSWER, "mia", Map.of("disputeAnswer", "PARTLY", "grantedNow", "4.00", "note", " ")))
                .isEqualTo(Why.REASON_MISSING);

        driver.complete(number, ANSWER, "mia", partly("disputeAnswer", "4.00"));

        assertThat(dispute(number).decision().orElseThrow().outcome()).isEqualTo(Outcome.PARTLY);
        assertThat(legs(number)).contains("DISPUTE-1 400 SUCCEEDED");
        assertThat(driver.letter(number, "DISPUTE_ANSWERED")).contains("in part", "CNY 4.00", "Five days were used");
    }

    @Test
    void supportRejectsWithReasonAndLegalBasisAndNothingIsPaid() {
        CaseNumber number = disputed(null);
        assertThat(driver.refused(number, ANSWER, "mia", Map.of("disputeAnswer", "REJECT", "note", "Used")))
                .isEqualTo(Why.LEGAL_BASIS_MISSING);

        driver.complete(number, ANSWER, "mia", reject("disputeAnswer"));

        assertThat(driver.passed(number)).contains(ANSWERED).doesNotContain("Task_PayDisputeRefund", DECIDE);
        assertThat(dispute(number).payment()).isEqualTo(Payment.NONE);
        assertThat(driver.letter(number, "DISPUTE_ANSWERED"))
                .contains("do not uphold", "It was used", "Legal basis: Terms, section 4", "No further amount");
        assertThat(legs(number)).containsExactly("REFUND 1607 SUCCEEDED");
    }

    /** The customer only wants to be told that they are right. */
    @Test
    void aDisputeWithoutAnAmountCanBeUpheldWithoutMoney() {
        CaseNumber number = disputed(null);

        driver.complete(number, ANSWER, "mia", uphold("disputeAnswer", "0.00"));

        assertThat(driver.passed(number)).contains(ANSWERED).doesNotContain("Task_PayDisputeRefund");
        assertThat(dispute(number).decision().orElseThrow().outcome()).isEqualTo(Outcome.UPHELD);
    }

    @ParameterizedTest
    @CsvSource({
        "UPHOLD, 13.94, GRANT_OUT_OF_BOUNDS",
        "UPHOLD, -0.01, GRANT_OUT_OF_BOUNDS",
        "UPHOLD, 9.99,  GRANT_NOT_AS_CLAIMED",
        "UPHOLD, 10.01, GRANT_NOT_AS_CLAIMED",
        "PARTLY, 10.00, GRANT_NOT_PARTLY",
        "PARTLY, 0.00,  GRANT_NOT_PARTLY",
        "PARTLY, ten,   AMOUNT_NOT_A_NUMBER",
        "PARTLY, 1.001, AMOUNT_NOT_A_NUMBER"
    })
    void anAmountThatDoesNotFitIsRefused(String decision, String amount, Why why) {
        CaseNumber number = disputed("10.00");

        Map<String, Object> form = Map.of("disputeAnswer", decision, "grantedNow", amount, "note", "Why");

        assertThat(driver.refused(number, ANSWER, "mia", form)).isEqualTo(why);
        assertThat(driver.openTasks(number)).containsExactly(ANSWER);
        assertThat(dispute(number).state()).isEqualTo(State.WITH_SUPPORT);
        assertThat(dispute(number).answer()).isNull();
    }

    @Test
    void supportPassesOnAndASupervisorDecides() {
        CaseNumber number = disputed("10.00");
        assertThat(driver.refused(number, ANSWER, "mia", Map.of("disputeAnswer", "PASS_ON")))
                .isEqualTo(Why.REASON_MISSING);

        driver.complete(
                number, ANSWER, "mia", Map.of("disputeAnswer", "PASS_ON", "handOver", "The customer knows my sister"));

        assertThat(driver.openTasks(number)).containsExactly(DECIDE);
        assertThat(driver.candidateGroups(number, DECIDE)).containsExactly("supervisors");
        assertThat(dispute(number).turn().who()).isEqualTo(Who.SUPERVISOR);
        assertThat(driver.engineTablesWith("my sister")).isEmpty();

        driver.complete(number, DECIDE, "sue", reject("disputeDecision"));

        assertThat(driver.passed(number)).contains("Gateway_SomebodyElse", ANSWERED);
        assertThat(dispute(number).decidedBy()).isEqualTo("sue");
    }

    @Test
    void whatSupportLeavesPastItsDueDateGoesToASupervisor() {
        CaseNumber number = disputed("10.00");
        assertThat(driver.timer(number, "Event_AnswerOverdue").getDuedate().toInstant())
                .isEqualTo(Instant.parse("2026-03-11T10:00:00Z"));

        driver.fire(number, "Event_AnswerOverdue");

        assertThat(driver.openTasks(number)).containsExactly(DECIDE);
        assertThat(dispute(number).state()).isEqualTo(State.WITH_SUPERVISOR);

        driver.complete(number, DECIDE, "sue", uphold("disputeDecision", "10.00"));

        assertThat(driver.passed(number)).contains("Task_PayDisputeRefund", ANSWERED);
        assertThat(dispute(number).payment()).isEqualTo(Payment.PAID);
    }

    @Test
    void supervisorsAreRemindedAndKeepTheTask() {
        CaseNumber number = disputed("10.00");
        driver.fire(number, "Event_AnswerOverdue");

        driver.fire(number, "Event_DecisionOverdue");

        assertThat(driver.passed(number)).contains("Task_EscalateDispute", "Event_DisputeEscalated");
        assertThat(driver.openTasks(number)).containsExactly(DECIDE);
        assertThat(driver.task(number, DECIDE).getPriority()).isEqualTo(80);
        assertThat(driver.events(number)).contains(Kind.ESCALATED);
    }

    private CaseNumber largeCharge() {
        return disputed(
                completed(),
                Claim.aboutCharge("Charged after the end", money("1500.00"), LocalDate.parse("2026-03-09")));
    }

    @Test
    void moneyAboveOnePersonsLimitIsProposedBySupportAndAgreedByASupervisor() {
        CaseNumber number = largeCharge();

        driver.complete(number, ANSWER, "mia", uphold("disputeAnswer", "1500.00"));

        assertThat(driver.openTasks(number)).containsExactly(DECIDE);
        assertThat(driver.shownAt(number, DECIDE, "preparedBy")).isEqualTo("mia");
        assertThat(driver.shownAt(number, DECIDE, "preparedAmount")).isEqualTo("CNY 1500.00");
        assertThat(dispute(number).decision()).isEmpty();
        assertThat(driver.refused(number, DECIDE, "mia", uphold("disputeDecision", "1500.00")))
                .isEqualTo(Why.SAME_PERSON);

        driver.complete(number, DECIDE, "sue", uphold("disputeDecision", "1500.00"));

        assertThat(legs(number)).contains("DISPUTE-1 150000 SUCCEEDED");
        assertThat(dispute(number).proposedBy()).isEqualTo("mia");
        assertThat(dispute(number).decidedBy()).isEqualTo("sue");
    }

    @Test
    void oneSupervisorAloneDoesNotGiveMoneyAboveTheLimit() {
        CaseNumber number = largeCharge();
        driver.fire(number, "Event_AnswerOverdue");

        driver.complete(number, DECIDE, "sue", partly("disputeDecision", "1000.01"));

        assertThat(driver.openTasks(number)).containsExactly(DECIDE);
        assertThat(dispute(number).state()).isEqualTo(State.WITH_SUPERVISOR);
        assertThat(legs(number)).containsExactly("REFUND 1607 SUCCEEDED");
        assertThat(driver.refused(number, DECIDE, "sue", partly("disputeDecision", "1000.01")))
                .isEqualTo(Why.SAME_PERSON);

        driver.complete(number, DECIDE, "sam", partly("disputeDecision", "1200.00"));
        assertThat(driver.openTasks(number)).as("more than was proposed").containsExactly(DECIDE);

        driver.complete(number, DECIDE, "sue", partly("disputeDecision", "1200.00"));

        assertThat(driver.passed(number)).contains(ANSWERED);
        assertThat(legs(number)).contains("DISPUTE-1 120000 SUCCEEDED");
    }

    @Test
    void atTheLimitOnePersonIsEnough() {
        CaseNumber number = largeCharge();

        driver.complete(number, ANSWER, "mia", partly("disputeAnswer", "1000.00"));

        assertThat(driver.passed(number)).contains(ANSWERED).doesNotContain(DECIDE);
    }

    @Test
    void whoeverDecidedTheRefundDoesNotAnswerTheDispute() {
        CaseNumber number = disputed(rejectedByMia(), Claim.aboutRefund("I was ill and used nothing", money("321.43")));

        assertThat(driver.refused(number, ANSWER, "mia", reject("disputeAnswer")))
                .isEqualTo(Why.DECIDED_BEFORE);
        assertThat(driver.refused(number, ANSWER, "mia", uphold("disputeAnswer", "321.43")))
                .isEqualTo(Why.DECIDED_BEFORE);

        driver.complete(number, ANSWER, "mia", Map.of("disputeAnswer", "PASS_ON", "handOver", "I decided it"));
        assertThat(driver.refused(number, DECIDE, "mia", reject("disputeDecision")))
                .isEqualTo(Why.DECIDED_BEFORE);
        driver.complete(number, DECIDE, "sue", uphold("disputeDecision", "321.43"));

        assertThat(legs(number)).containsExactly("DISPUTE-1 32143 SUCCEEDED");
    }

    @Test
    void theCancellationGoesOnMeanwhile() {
        CaseNumber number = disputed(rejectedByMia(), Claim.aboutRefund("Why?", null));
        assertThat(driver.openTasks(number)).containsExactly(ANSWER);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.AWAITING_CONFIRMATION);

        driver.fire(number, "Event_ConfirmationOverdue");
        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.openTasks(number)).containsExactly(ANSWER);
        assertThat(dispute(number).state()).isEqualTo(State.WITH_SUPPORT);
    }

    /** What is approved counts as paid, or it would be returned twice. */
    @Test
    void aRefundThatIsStillToBePaidIsNotGrantedAgain() {
        CaseNumber number = declared("sub-" + java.util.UUID.randomUUID(), "30.00");
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.APPROVED);
        disputed(number, Claim.aboutRefund("All of it", money("30.00")));

        assertThat(driver.refused(number, ANSWER, "mia", uphold("disputeAnswer", "30.00")))
                .isEqualTo(Why.GRANT_OUT_OF_BOUNDS);
        driver.complete(number, ANSWER, "mia", partly("disputeAnswer", "13.93"));
        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(legs(number)).containsExactly("DISPUTE-1 1393 SUCCEEDED", "REFUND 1607 SUCCEEDED");
    }

    @Test
    void thePaymentOfTheTermIsNotReturnedAsAChargeOnTop() {
        CaseNumber number = completed();
        LocalDate paidOn = driver.subscriptionOf(number).paidOn();
        disputed(number, Claim.aboutCharge("Not me", money("30.00"), paidOn));

        assertThat(driver.refused(number, ANSWER, "mia", uphold("disputeAnswer", "30.00")))
                .isEqualTo(Why.GRANT_OUT_OF_BOUNDS);
        driver.complete(number, ANSWER, "mia", partly("disputeAnswer", "13.93"));

        disputed(number, Claim.aboutRefund("The rest", null));
        assertThat(driver.shownAt(number, ANSWER, "grantLimit")).isEqualTo("CNY 0.00");
        driver.complete(number, ANSWER, "mia", reject("disputeAnswer"));
        assertThat(legs(number)).containsExactly("DISPUTE-1 1393 SUCCEEDED", "REFUND 1607 SUCCEEDED");
    }

    private CaseNumber unknown() {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> x.id = "sub-poison-" + java.util.UUID.randomUUID())), w -> w);
        driver.work(number);
        disputed(number, Claim.aboutCharge("Charged twice", money("25.00"), LocalDate.parse("2026-03-05")));
        driver.complete(number, ANSWER, "mia", uphold("disputeAnswer", "25.00"));
        return number;
    }

    @Test
    void anUnknownPaymentIsLookedUpAndThenResolvedByAPerson() {
        CaseNumber number = unknown();
        assertThat(dispute(number).payment()).isEqualTo(Payment.UNKNOWN);
        assertThat(driver.letters(number)).doesNotContain("DISPUTE_ANSWERED");

        for (int i = 0; i < 3; i++) {
            assertThat(driver.openTasks(number)).isEmpty();
            driver.fire(number, "Event_DisputeLookUpDue");
        }

        assertThat(driver.openTasks(number)).containsExactly(RESOLVE);
        assertThat(dispute(number).turn().who()).isEqualTo(Who.SUPPORT);
        assertThat(driver.shownAt(number, RESOLVE, "grantedAmount")).isEqualTo("CNY 25.00");
        assertThat(driver.refused(number, RESOLVE, "mia", Map.of("refundResolution", "PAID_BY_HAND")))
                .isEqualTo(Why.REASON_MISSING);

        driver.complete(number, RESOLVE, "mia", Map.of("refundResolution", "LOOK_UP_AGAIN", "note", "Asked the bank"));
        assertThat(driver.openTasks(number)).as("still unknown").containsExactly(RESOLVE);
        driver.complete(number, RESOLVE, "mia", Map.of("refundResolution", "PAID_BY_HAND", "note", "Bank says paid"));

        assertThat(driver.passed(number)).contains(ANSWERED);
        assertThat(dispute(number).payment()).isEqualTo(Payment.PAID);
        assertThat(legs(number)).containsExactly("DISPUTE-1 2500 SUCCEEDED");
        assertThat(driver.letter(number, "DISPUTE_ANSWERED")).contains("CNY 25.00");
    }

    @Test
    void moneyThatCannotBePaidIsToldAsOwed() {
        CaseNumber number = unknown();
        for (int i = 0; i < 3; i++) {
            driver.fire(number, "Event_DisputeLookUpDue");
        }

        driver.complete(number, RESOLVE, "mia", Map.of("refundResolution", "NOT_PAID", "note", "Card closed"));

        assertThat(driver.passed(number)).contains(ANSWERED);
        assertThat(dispute(number).payment()).isEqualTo(Payment.FAILED);
        assertThat(driver.letter(number, "DISPUTE_ANSWERED")).contains("We owe you CNY 25.00");
    }

    @Test
    void aPaymentThatFailsForGoodBecomesWorkAndCanBeDoneByHand() {
        CaseNumber number = completed();
        var subscription = driver.subscriptionOf(number);
        disputed(number, Claim.aboutRefund("More", money("5.00")));
        driver.completeOnly(number, ANSWER, "mia", uphold("disputeAnswer", "5.00"));
        driver.lose(subscription);
        assertThat(driver.failForGood(number, "Task_PayDisputeRefund")).isEqualTo(7);
        assertThat(driver.openTasks(number)).containsExactly("Task_ResolveTechnicalFailure");
        driver.find(subscription);

        driver.complete(
                number,
                "Task_ResolveTechnicalFailure",
                "mia",
                Map.of("failureResolution", "BY_HAND", "note", "Paid in the bank's portal"));

        assertThat(driver.failures(number)).containsExactly("Event_StepTakenOver");
        assertThat(driver.passed(number)).contains(ANSWERED);
        assertThat(dispute(number).payment()).isEqualTo(Payment.PAID);
        assertThat(legs(number)).containsExactlyInAnyOrder("REFUND 1607 SUCCEEDED", "DISPUTE-1 500 SUCCEEDED");
    }

    @Test
    void aPaymentThatFailedForGoodIsTriedAgain() {
        CaseNumber number = completed();
        var subscription = driver.subscriptionOf(number);
        disputed(number, Claim.aboutRefund("More", money("5.00")));
        driver.completeOnly(number, ANSWER, "mia", uphold("disputeAnswer", "5.00"));
        driver.lose(subscription);
        driver.failForGood(number, "Task_PayDisputeRefund");
        driver.find(subscription);

        driver.complete(number, "Task_ResolveTechnicalFailure", "mia", Map.of("failureResolution", "RETRY"));

        assertThat(driver.passed(number)).contains(ANSWERED);
        assertThat(legs(number)).contains("DISPUTE-1 500 SUCCEEDED");
    }

    private void refused(CaseNumber number, Claim claim, DisputeRefused.Why why) {
        int before = disputes.of(number).size();
        assertThatThrownBy(() -> disputes.open(number, claim, driver.customer(number)))
                .isInstanceOfSatisfying(
                        DisputeRefused.class, e -> assertThat(e.why()).isEqualTo(why));
        assertThat(disputes.of(number)).hasSize(before);
        assertThat(disputes.possible(driver.get(number)).contains(claim.about()))
                .as("offered")
                .isEqualTo(why == DisputeRefused.Why.ANSWERED_ALREADY && claim.about() == Claim.About.CHARGE
                        || why == DisputeRefused.Why.OTHER_CURRENCY
                        || why == DisputeRefused.Why.CHARGED_IN_THE_FUTURE);
    }

    private static Claim charge(String day, String amount) {
        return Claim.aboutCharge("Not me", money(amount), LocalDate.parse(day));
    }

    @Test
    void thereIsOneDisputeAtATimeAndTheSameIsNotDisputedTwice() {
        CaseNumber number = disputed("10.00");
        refused(number, charge("2026-03-01", "9.00"), DisputeRefused.Why.OPEN_ALREADY);
        driver.complete(number, ANSWER, "mia", reject("disputeAnswer"));

        refused(number, Claim.aboutRefund("Again", money("9.00")), DisputeRefused.Why.ANSWERED_ALREADY);
        disputed(number, charge("2026-03-01", "9.00"));
        driver.complete(number, ANSWER, "mia", uphold("disputeAnswer", "9.00"));
        refused(number, charge("2026-03-01", "9.00"), DisputeRefused.Why.ANSWERED_ALREADY);
        disputed(number, charge("2026-03-02", "9.00"));

        assertThat(legs(number)).contains("DISPUTE-2 900 SUCCEEDED");
        assertThat(disputes.of(number)).extracting(Dispute::number).containsExactly(1, 2, 3);
        assertThat(driver.letters(number))
                .filteredOn("DISPUTE_RECEIVED"::equals)
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void disputesAreTakenOnForAHundredAndTwentyDays(int secondsTooLate) {
        CaseNumber number = completed();
        clock.plus(Duration.ofDays(120).plusSeconds(secondsTooLate));

        if (secondsTooLate == 0) {
            assertThat(disputes.possible(driver.get(number))).containsExactly(Claim.About.REFUND, Claim.About.CHARGE);
            disputed(number, charge("2026-06-01", "30.00"));
        } else {
            refused(number, charge("2026-06-01", "30.00"), DisputeRefused.Why.TOO_LATE);
        }
    }

    @Test
    void aRefundIsDisputedOnceItIsDecided() {
        CaseNumber number = declared("sub-" + java.util.UUID.randomUUID(), "600.00");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.IN_REVIEW);

        refused(number, Claim.aboutRefund("Too little", null), DisputeRefused.Why.NOTHING_DECIDED);
        disputed(number, charge("2026-03-01", "9.00"));
    }

    /** A service that is used to the end of its term: nothing is the decision. */
    @Test
    void noRefundAtAllCanBeDisputedToo() {
        CaseNumber number = driver.declare(driver.subscription(s -> s), w -> w);
        driver.work(number);
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.NONE);

        disputed(number, Claim.aboutRefund("It never worked", null));

        assertThat(driver.shownAt(number, ANSWER, "grantLimit")).isEqualTo("CNY 25.00");
    }

    @Test
    void otherCurrenciesAndChargesThatAreStillToComeAreRefused() {
        CaseNumber number = completed();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));

        refused(number, Claim.aboutRefund("In dollars", Money.parse("USD 1.00")), DisputeRefused.Why.OTHER_CURRENCY);
        refused(number, charge(today.plusDays(1).toString(), "1.00"), DisputeRefused.Why.CHARGED_IN_THE_FUTURE);
        disputed(number, charge(today.toString(), "1.00"));
    }

    @Test
    void ofTwoAtTheSameMomentOneIsTakenOn() throws Exception {
        CaseNumber number = completed();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (String day : List.of("2026-03-01", "2026-03-02")) {
                calls.add(() -> {
                    try {
                        disputes.open(number, charge(day, "9.00"), driver.customer(number));
                        return true;
                    } catch (DisputeRefused e) {
                        assertThat(e.why()).isEqualTo(DisputeRefused.Why.OPEN_ALREADY);
                        return false;
                    }
                });
            }
            List<Boolean> taken = new ArrayList<>();
            for (Future<Boolean> call : two.invokeAll(calls)) {
                taken.add(call.get());
            }
            assertThat(taken).containsExactlyInAnyOrder(true, false);
        } finally {
            two.shutdownNow();
        }
        assertThat(disputes.of(number)).hasSize(1);
        assertThat(driver.openTasks(number)).containsExactly(ANSWER);
    }

    @Test
    void whatPeopleWriteStaysOutOfTheEngine() {
        CaseNumber number = disputed(completed(), Claim.aboutRefund("my secret illness", null));
        driver.complete(
                number,
                ANSWER,
                "mia",
                Map.of("disputeAnswer", "REJECT", "note", "illness is no excuse", "legalBasis", "section of mine"));

        for (String words : List.of("secret illness", "no excuse", "section of mine")) {
            assertThat(driver.engineTablesWith(words)).as(words).isEmpty();
        }
    }
}
