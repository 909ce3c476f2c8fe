package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.Refund;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The stage in which people decide about money. */
@FairwellTest
class ApproveRefundProcessTest {

    private static final String REVIEW = "Task_ReviewRefund";
    private static final String APPROVE = "Task_ApproveRefund";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private MutableClock clock;

    /** Of 28 days 15 are left: 15/28 of what was paid is quoted. */
    private CaseNumber quoted(String paid) {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.terms = "vip-term";
                    x.paid = paid;
                })),
                w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        return number;
    }

    /** A quote of 321.43 that one agent decides about. */
    private CaseNumber forAgent() {
        return quoted("600.00");
    }

    /** A quote of 1607.14 that two people decide about. */
    private CaseNumber forSupervisor() {
        return quoted("3000.00");
    }

    private static Money money(String amount) {
        return Money.parse("CNY " + amount);
    }

    @Test
    void nothingToRefundConcernsNobody() {
        CaseNumber number =
                driver.declare(driver.subscription(s -> s), w -> w.with(x -> x.mode = EffectiveMode.PERIOD_END));
        driver.work(number);

        assertThat(driver.passed(number))
                .contains("Event_NothingToRefund")
                .doesNotContain("Task_ApproveAutomatically", REVIEW);
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.NONE);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
    }

    @Test
    void aSmallRefundIsApprovedAutomatically() {
        CaseNumber number = quoted("30.00");

        assertThat(driver.passed(number))
                .contains("Task_ApproveAutomatically", "Event_RefundApprovedAutomatically")
                .doesNotContain(REVIEW, "Event_NothingToRefund");
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.APPROVED);
        assertThat(driver.get(number).refund().amount()).isEqualTo(money("16.07"));
        assertThat(driver.events(number)).contains(Kind.REFUND_APPROVED);
    }

    @Test
    void anAgentApproves() {
        CaseNumber number = forAgent();

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.IN_REVIEW);
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PENDING_APPROVAL);
        assertThat(driver.candidateGroups(number, REVIEW)).containsExactly("support");

        driver.complete(number, REVIEW, "mia", Map.of("reviewDecision", "APPROVE"));

        assertThat(driver.passed(number))
                .contains("Event_RefundDecided")
                .doesNotContain(APPROVE, "Event_RefundDecidedByTwo", "Task_RequestConfirmation");
        Refund refund = driver.get(number).refund();
        assertThat(refund.state()).isEqualTo(Refund.State.APPROVED);
        assertThat(refund.amount()).isEqualTo(money("321.43"));
        assertThat(refund.preparedBy()).isEqualTo("mia");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.events(number))
                .containsSubsequence(Kind.REFUND_REVIEW_NEEDED, Kind.REFUND_PREPARED, Kind.REFUND_APPROVED);
    }

    @Test
    void anAgentAdjustsDownWithAReason() {
        CaseNumber number = forAgent();

        driver.complete(
                number,
                REVIEW,
                "mia",
                Map.of("reviewDecision", "ADJUST", "adjustedAmount", "300.00", "note", "Two days were used"));

        Refund refund = driver.get(number).refund();
        assertThat(driver.passed(number)).contains("Event_RefundDecided").doesNotContain(APPROVE);
        assertThat(refund.state()).isEqualTo(Refund.State.APPROVED);
        assertThat(refund.amount()).isEqualTo(money("300.00"));
        assertThat(refund.reason()).isEqualTo("Two days were used");
        assertThat(driver.variable(number, "note")).isNull();
        assertThat(driver.variable(number, "adjustedAmount")).isNull();
    }

    @Test
    void moreThanQuotedNeedsASecondPerson() {
        CaseNumber number = forAgent();

        driver.complete(
                number,
                REVIEW,
                "mia",
                Map.of("reviewDecision", "ADJUST", "adjustedAmount", "400.00", "note", "Goodwill"));

        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PENDING_APPROVAL);
        assertThat(driver.openTasks(number)).containsExactly(APPROVE);
    }

    private void stillInReview(CaseNumber number) {
        assertThat(driver.openTasks(number)).containsExactly(REVIEW);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.IN_REVIEW);
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PENDING_APPROVAL);
        assertThat(driver.get(number).refund().amount()).isEqualTo(money("321.43"));
        assertThat(driver.events(number)).doesNotContain(Kind.REFUND_PREPARED, Kind.REFUND_REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"600.01", "-0.01"})
    void anAmountOutsideOfWhatWasPaidIsRefused(String amount) {
        CaseNumber number = forAgent();

        Map<String, Object> form = Map.of("reviewDecision", "ADJUST", "adjustedAmount", amount, "note", "Goodwill");

        assertThat(driver.refused(number, REVIEW, "mia", form)).isEqualTo(Why.AMOUNT_OUT_OF_BOUNDS);
        stillInReview(number);
    }

    @Test
    void anAdjustmentWithoutReasonIsRefused() {
        CaseNumber number = forAgent();

        Map<String, Object> form = Map.of("reviewDecision", "ADJUST", "adjustedAmount", "300.00", "note", "  ");

        assertThat(driver.refused(number, REVIEW, "mia", form)).isEqualTo(Why.REASON_MISSING);
        stillInReview(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a lot", "1e9999999999", "12,50", "0.001", "NaN"})
    void anAmountThatIsNoneIsRefused(String amount) {
        CaseNumber number = forAgent();

        Map<String, Object> form = Map.of("reviewDecision", "ADJUST", "adjustedAmount", amount, "note", "Goodwill");

        assertThat(driver.refused(number, REVIEW, "mia", form)).isEqualTo(Why.AMOUNT_NOT_A_NUMBER);
        stillInReview(number);
    }

    @Test
    void noDecisionIsRefused() {
        CaseNumber number = forAgent();

        assertThat(driver.refused(number, REVIEW, "mia", Map.of())).isEqualTo(Why.DECISION_MISSING);
        stillInReview(number);
    }

    @Test
    void anAgentRejectsWithReasonAndLegalBasis() {
        CaseNumber number = forAgent();

        driver.complete(
                number,
                REVIEW,
                "mia",
                Map.of("reviewDecision", "REJECT", "note", "Used up", "legalBasis", "AGREED_TERMS"));

        Refund refund = driver.get(number).refund();
        assertThat(driver.passed(number)).contains("Event_RefundDecided");
        assertThat(refund.state()).isEqualTo(Refund.State.REJECTED);
        assertThat(refund.legalBasis()).isEqualTo("AGREED_TERMS");
        assertThat(refund.reason()).isEqualTo("Used up");
        assertThat(driver.events(number)).contains(Kind.REFUND_REJECTED).doesNotContain(Kind.REFUND_APPROVED);
    }

    @Test
    void aRejectionWithoutLegalBasisOrReasonIsRefused() {
        CaseNumber number = forAgent();

        Map<String, Object> baseless = Map.of("reviewDecision", "REJECT", "note", "Used up");
        Map<String, Object> reasonless = Map.of("reviewDecision", "REJECT", "legalBasis", "AGREED_TERMS");

        assertThat(driver.refused(number, REVIEW, "mia", baseless)).isEqualTo(Why.LEGAL_BASIS_MISSING);
        assertThat(driver.refused(number, REVIEW, "mia", reasonless)).isEqualTo(Why.REASON_MISSING);
        stillInReview(number);
    }

    private CaseNumber asked() {
        CaseNumber number = forAgent();
        driver.complete(number, REVIEW, "mia", Map.of("reviewDecision", "ASK", "question", "Which invoice?"));
        return number;
    }

    @Test
    void aQuestionWithoutWordsIsRefused() {
        CaseNumber number = forAgent();

        assertThat(driver.refused(number, REVIEW, "mia", Map.of("reviewDecision", "ASK")))
                .isEqualTo(Why.QUESTION_MISSING);
        stillInReview(number);
    }

    @Test
    void evidenceIsAskedForAndReceived() {
        CaseNumber number = asked();

        assertThat(driver.get(number).awaiting().who()).isEqualTo(Who.CUSTOMER);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.PROVIDE_INFORMATION);
        assertThat(driver.get(number).awaiting().until()).isEqualTo(MutableClock.START.plus(Duration.ofDays(14)));
        assertThat(driver.letters(number)).contains("INFORMATION_REQUEST");
        assertThat(driver.openTasks(number)).isEmpty();

        cancellations.provideInformation(number, "Invoice 7", List.of(), driver.customer(number));

        assertThat(driver.passed(number)).contains("Task_RequestEvidence", "Event_EvidenceReceived");
        assertThat(driver.openTasks(number)).containsExactly(REVIEW);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.REVIEW_REFUND);
        assertThat(driver.events(number)).containsSubsequence(Kind.INFORMATION_REQUESTED, Kind.INFORMATION_RECEIVED);

        driver.complete(number, REVIEW, "mia", Map.of("reviewDecision", "APPROVE"));

        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.APPROVED);
    }

    @Test
    void evidenceIsRemindedOfAfterTwoAndFiveDays() {
        CaseNumber number = asked();

        assertThat(driver.timer(number, "Event_EvidenceReminderDue")
                        .getDuedate()
                        .toInstant())
                .isEqualTo(MutableClock.START.plus(Duration.ofDays(2)));
        driver.fire(number, "Event_EvidenceReminderDue");
        assertThat(driver.timer(number, "Event_EvidenceReminderDue")
                        .getDuedate()
                        .toInstant())
                .isEqualTo(MutableClock.START.plus(Duration.ofDays(5)));
        driver.fire(number, "Event_EvidenceReminderDue");

        assertThat(driver.letters(number))
                .filteredOn("INFORMATION_REMINDER"::equals)
                .hasSize(2);
        assertThat(driver.timer(number, "Event_EvidenceReminderDue").getDuedate())
                .isAfter(driver.timer(number, "Event_EvidenceOverdue").getDuedate());
        assertThat(driver.events(number)).filteredOn(Kind.REMINDER_SENT::equals).hasSize(2);
    }

    @Test
    void evidenceThatNeverComesGoesBackToTheReviewer() {
        CaseNumber number = asked();

        assertThat(driver.timer(number, "Event_EvidenceOverdue").getDuedate().toInstant())
                .isEqualTo(MutableClock.START.plus(Duration.ofDays(14)));
        driver.fire(number, "Event_EvidenceOverdue");

        assertThat(driver.passed(number)).contains("Event_EvidenceOverdue").doesNotContain("Event_EvidenceReceived");
        assertThat(driver.openTasks(number)).containsExactly(REVIEW);
        assertThat(driver.get(number).awaiting().who()).isEqualTo(Who.SUPPORT);
    }

    @Test
    void thePersonWhoPreparedItCannotApproveIt() {
        CaseNumber number = forSupervisor();
        driver.complete(number, REVIEW, "mia", Map.of("reviewDecision", "APPROVE"));

        assertThat(driver.get(number).awaiting().who()).isEqualTo(Who.SUPERVISOR);
        assertThat(driver.candidateGroups(number, APPROVE)).containsExactly("supervisors");
        assertThat(driver.refused(number, APPROVE, "mia", Map.of("approvalDecision", "APPROVE", "note", "Fine")))
                .isEqualTo(Why.SAME_PERSON);

        assertThat(driver.openTasks(number)).containsExactly(APPROVE);
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PENDING_APPROVAL);
        assertThat(driver.events(number)).doesNotContain(Kind.REFUND_APPROVED, Kind.REFUND_SENT_BACK);
    }

    @Test
    void thePersonWhoPreparedItMayTakeItBack() {
        CaseNumber number = forSupervisor();
        driver.complete(number, REVIEW, "sam", Map.of("reviewDecision", "APPROVE"));

        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "SEND_BACK", "note", "Mia should do it"));

        assertThat(driver.openTasks(number)).containsExactly(REVIEW);
        assertThat(driver.get(number).refund().preparedBy()).isNull();
    }

    @Test
    void somebodyElseApprovesIt() {
        CaseNumber number = forSupervisor();
        driver.complete(number, REVIEW, "mia", Map.of("reviewDecision", "APPROVE"));

        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "APPROVE"));

        Refund refund = driver.get(number).refund();
        assertThat(driver.passed(number)).contains("Event_RefundDecidedByTwo").doesNotContain("Event_RefundDecided");
        assertThat(refund.state()).isEqualTo(Refund.State.APPROVED);
        assertThat(refund.preparedBy()).isEqualTo("mia");
        assertThat(refund.approvedBy()).isEqualTo("sam");
        assertThat(driver.events(number)).containsSubsequence(Kind.REFUND_PREPARED, Kind.REFUND_APPROVED);
    }

    @Test
    void aRejectionAboveTheLimitIsFinalOnceSomebodyElseAgrees() {
        CaseNumber number = forSupervisor();
        driver.complete(
                number,
                REVIEW,
                "mia",
                Map.of("reviewDecision", "REJECT", "note", "Used up", "legalBasis", "AGREED_TERMS"));
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PENDING_APPROVAL);

        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "APPROVE"));

        assertThat(driver.passed(number)).contains("Event_RefundDecidedByTwo");
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.REJECTED);
        assertThat(driver.events(number)).contains(Kind.REFUND_REJECTED).doesNotContain(Kind.REFUND_APPROVED);
    }

    @Test
    void whatIsSentBackIsReviewedAgain() {
        CaseNumber number = forSupervisor();
        driver.complete(
                number,
                REVIEW,
                "mia",
                Map.of("reviewDecision", "ADJUST", "adjustedAmount", "1000.00", "note", "Two days were used"));
        assertThat(driver.refused(number, APPROVE, "sam", Map.of("approvalDecision", "SEND_BACK")))
                .isEqualTo(Why.REASON_MISSING);

        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "SEND_BACK", "note", "Were they?"));

        assertThat(driver.openTasks(number)).containsExactly(REVIEW);
        assertThat(driver.get(number).refund().amount()).isEqualTo(money("1607.14"));
        assertThat(driver.get(number).refund().preparedBy()).isNull();
        assertThat(driver.events(number)).contains(Kind.REFUND_SENT_BACK);

        driver.complete(number, REVIEW, "sam", Map.of("reviewDecision", "APPROVE"));
        driver.complete(number, APPROVE, "mia", Map.of("approvalDecision", "APPROVE"));

        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.APPROVED);
        assertThat(driver.get(number).refund().amount()).isEqualTo(money("1607.14"));
    }

    /** A claim is quoted with nothing and decided by people, so its rejection takes nothing away. */
    @Test
    void aRejectedClaimIsNoSmallerThanQuoted() {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.terms = "wealth-plan";
                    x.paid = "300.00";
                })),
                w -> w.with(x -> {
                    x.mode = EffectiveMode.IMMEDIATE;
                    x.reason = ReasonCode.NOT_AS_PROMISED;
                }));
        driver.work(number);
        driver.complete(
                number,
                REVIEW,
                "mia",
                Map.of("reviewDecision", "REJECT", "note", "As promised", "legalBasis", "AGREED_TERMS"));
        driver.complete(number, APPROVE, "sam", Map.of("approvalDecision", "APPROVE"));

        assertThat(driver.passed(number)).doesNotContain("Task_RequestConfirmation");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
    }

    /** Friday, 20:00 in Shanghai: the next working day is Monday. */
    @Test
    void workIsDueAtTheEndOfTheNextWorkingDay() {
        clock.set(Instant.parse("2026-03-13T12:00:00Z"));
        CaseNumber number = forSupervisor();
        Instant mondayEvening = Instant.parse("2026-03-16T10:00:00Z");

        assertThat(driver.task(number, REVIEW).getDueDate().toInstant()).isEqualTo(mondayEvening);
        assertThat(driver.get(number).awaiting().until()).isEqualTo(mondayEvening);

        driver.complete(number, REVIEW, "mia", Map.of("reviewDecision", "APPROVE"));

        assertThat(driver.task(number, APPROVE).getDueDate().toInstant()).isEqualTo(mondayEvening);
    }

    private void escalates(CaseNumber number, String key, String timer) {
        Task before = driver.task(number, key);
        assertThat(driver.timer(number, timer).getDuedate().toInstant())
                .isEqualTo(Instant.parse("2026-03-13T10:00:00Z"));

        driver.fire(number, timer);

        Task after = driver.task(number, key);
        assertThat(after.getId()).isEqualTo(before.getId());
        assertThat(after.getPriority()).isGreaterThan(before.getPriority());
        assertThat(driver.candidateGroups(number, key)).contains("supervisors");
        assertThat(driver.passed(number)).contains("Event_WorkOverdue", "Task_EscalateWork", "Event_WorkEscalated");
        assertThat(driver.events(number)).contains(Kind.ESCALATED);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.IN_REVIEW);
    }

    @Test
    void anOverdueReviewReachesTheSupervisorsAndStaysWithSupport() {
        CaseNumber number = forAgent();

        escalates(number, REVIEW, "Event_RefundReviewOverdue");

        assertThat(driver.passed(number)).contains("Event_RefundReviewEscalated");
        assertThat(driver.candidateGroups(number, REVIEW)).contains("support");
        driver.complete(number, REVIEW, "mia", Map.of("reviewDecision", "APPROVE"));
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.APPROVED);
    }

    @Test
    void anOverdueApprovalIsEscalatedToo() {
        CaseNumber number = forSupervisor();
        driver.complete(number, REVIEW, "mia", Map.of("reviewDecision", "APPROVE"));

        escalates(number, APPROVE, "Event_RefundApprovalOverdue");

        assertThat(driver.passed(number)).contains("Event_RefundApprovalEscalated");
    }
}
