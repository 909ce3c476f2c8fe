package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.refund.RefundOrder;
import io.fairwell.refund.Refunds;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.Subscription;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A step that fails for good becomes work for support, and stays the engine's incident until it is resolved. */
@FairwellTest
class TechnicalFailureProcessTest {

    private static final String TASK = "Task_ResolveTechnicalFailure";
    private static final String HOLD = "Task_PutRenewalOnHold";
    private static final String END = "Task_EndEntitlement";
    private static final String PAY = "Task_PayRefund";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private Refunds refunds;

    private Subscription subscription;

    /** The first step that leaves our house fails, because the subscription cannot be found. */
    private CaseNumber failedHold() {
        subscription = driver.subscription(s -> s);
        CaseNumber number = driver.declare(subscription, w -> w);
        driver.lose(subscription);
        assertThat(driver.failForGood(number, HOLD)).isEqualTo(7);
        return number;
    }

    private CaseNumber failedAt(String step) {
        subscription = driver.subscription(s -> s.with(x -> {
            x.terms = "vip-term";
            x.paid = "30.00";
        }));
        CaseNumber number = driver.declare(subscription, w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        driver.fireOnly(number, "Event_EffectiveDateReached");
        if (step.equals(PAY)) {
            driver.run(number, END);
        }
        driver.lose(subscription);
        driver.failForGood(number, step);
        return number;
    }

    @Test
    void supportIsAskedOnceTheRetriesAreUsedUp() {
        CaseNumber number = failedHold();

        assertThat(driver.incidents(number)).isOne();
        assertThat(driver.openTasks(number)).containsExactly(TASK);
        assertThat(driver.candidateGroups(number, TASK)).containsExactly("support");
        assertThat(driver.task(number, TASK).getDueDate().toInstant()).isEqualTo(Instant.parse("2026-03-11T10:00:00Z"));
        assertThat(driver.failures(number)).containsExactly("");
        assertThat(driver.shownAt(number, TASK, "failedActivity")).isEqualTo(HOLD);
        assertThat(driver.shownAt(number, TASK, "failureMessage")).isEqualTo("SubscriptionNotFound");
        assertThat(driver.events(number))
                .filteredOn(Kind.TECHNICAL_FAILURE::equals)
                .hasSize(1);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.RECEIVED);
    }

    @Test
    void theStepIsRunAgain() {
        CaseNumber number = failedHold();
        driver.find(subscription);

        driver.complete(number, TASK, "mia", Map.of("failureResolution", "RETRY"));

        assertThat(driver.failures(number)).containsExactly("Event_StepRetried");
        assertThat(driver.passed(number)).contains(HOLD, "Task_RetryStep").doesNotContain("Task_SkipStep");
        assertThat(driver.incidents(number)).isZero();
        assertThat(driver.openTasks(number)).isEmpty();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON_HOLD);
        assertThat(driver.events(number))
                .containsSubsequence(
                        Kind.TECHNICAL_FAILURE, Kind.TECHNICAL_FAILURE_RESOLVED, Kind.RENEWAL_ON_HOLD, Kind.SCHEDULED);
    }

    @Test
    void aRetryInVainAsksSupportAgain() {
        CaseNumber number = failedHold();
        driver.completeOnly(number, TASK, "mia", Map.of("failureResolution", "RETRY"));
        assertThat(driver.openTasks(number)).isEmpty();

        driver.failForGood(number, HOLD);

        assertThat(driver.failures(number)).containsExactlyInAnyOrder("Event_StepRetried", "");
        assertThat(driver.openTasks(number)).containsExactly(TASK);
        assertThat(driver.incidents(number)).isOne();
    }

    @Test
    void theStepIsDoneByHand() {
        CaseNumber number = failedHold();
        driver.find(subscription);
        assertThat(driver.refused(number, TASK, "mia", Map.of("failureResolution", "BY_HAND", "note", " ")))
                .isEqualTo(Why.REASON_MISSING);
        assertThat(driver.openTasks(number)).containsExactly(TASK);

        driver.complete(number, TASK, "mia", Map.of("failureResolution", "BY_HAND", "note", "Held in the old system"));

        assertThat(driver.failures(number)).containsExactly("Event_StepTakenOver");
        assertThat(driver.passed(number))
                .contains("Task_TakeOverStep", "Task_DecideTerms")
                .doesNotContain(HOLD, "Task_RetryStep", "Task_SkipStep");
        assertThat(driver.incidents(number)).isZero();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON_HOLD);
        assertThat(driver.events(number))
                .containsSubsequence(Kind.TECHNICAL_FAILURE_RESOLVED, Kind.RENEWAL_ON_HOLD, Kind.SCHEDULED);
    }

    @Test
    void aStepThatIsNotNeededIsSkippedAndLeavesNothingBehind() {
        CaseNumber number = failedHold();
        driver.find(subscription);
        assertThat(driver.refused(number, TASK, "mia", Map.of("failureResolution", "SKIP", "note", " ")))
                .isEqualTo(Why.REASON_MISSING);

        driver.complete(number, TASK, "mia", Map.of("failureResolution", "SKIP", "note", "It does not renew anyway"));

        assertThat(driver.failures(number)).containsExactly("Event_StepSkipped");
        assertThat(driver.passed(number))
                .contains("Task_SkipStep", "Task_DecideTerms")
                .doesNotContain(HOLD, "Task_RetryStep", "Task_TakeOverStep");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.events(number))
                .contains(Kind.TECHNICAL_FAILURE_RESOLVED)
                .doesNotContain(Kind.RENEWAL_ON_HOLD);
    }

    @Test
    void whatFailsBehindATimerCanOnlyBeTriedAgain() {
        subscription = driver.subscription(s -> s);
        CaseNumber number = driver.declare(subscription, w -> w.with(x -> x.confirmed = false));
        driver.work(number);
        driver.lose(subscription);
        driver.failForGood(number, "Event_ConfirmationReminderDue");
        driver.find(subscription);
        assertThat(driver.shownAt(number, TASK, "failedActivity")).isEqualTo("Task_RemindAboutConfirmation");
        assertThat(driver.get(number).awaiting().what()).isEqualTo(Awaiting.What.CONFIRM);

        for (String choice : new String[] {"SKIP", "BY_HAND"}) {
            assertThat(driver.refused(number, TASK, "mia", Map.of("failureResolution", choice, "note", "done")))
                    .isEqualTo(Why.STEP_NOT_PASSABLE);
        }
        driver.complete(number, TASK, "mia", Map.of("failureResolution", "RETRY"));
        driver.fire(number, "Event_ConfirmationReminderDue");

        assertThat(driver.failures(number)).containsExactly("Event_StepRetried");
        assertThat(driver.passed(number)).contains("Task_RemindAboutConfirmation");
        assertThat(driver.get(number).awaiting().what()).isEqualTo(Awaiting.What.CONFIRM);
    }

    @Test
    void everybodyCanSeeThatSupportIsAwaited() {
        CaseNumber number = failedHold();
        assertThat(driver.get(number).awaiting())
                .isEqualTo(new Awaiting(
                        Awaiting.Who.SUPPORT,
                        Awaiting.What.RESOLVE_TECHNICAL_FAILURE,
                        Instant.parse("2026-03-11T10:00:00Z")));

        driver.find(subscription);
        driver.completeOnly(number, TASK, "mia", Map.of("failureResolution", "RETRY"));

        assertThat(driver.get(number).awaiting().what()).isEqualTo(Awaiting.What.PROCESSING);
    }

    @Test
    void aSkippedPaymentIsNotForgotten() {
        CaseNumber number = failedAt(PAY);
        driver.find(subscription);

        driver.complete(number, TASK, "mia", Map.of("failureResolution", "SKIP", "note", "Not through the gateway"));

        assertThat(driver.openTasks(number)).containsExactly("Task_ResolveRefund");
        assertThat(driver.paymentsAtTheGateway(number)).isZero();
    }

    @Test
    void nobodyDecidesNothing() {
        CaseNumber number = failedHold();

        assertThat(driver.refused(number, TASK, "mia", Map.of())).isEqualTo(Why.DECISION_MISSING);

        assertThat(driver.openTasks(number)).containsExactly(TASK);
        assertThat(driver.incidents(number)).isOne();
    }

    @Test
    void theEntitlementThatWasEndedByHandIsRecordedAsEnded() {
        CaseNumber number = failedAt(END);
        driver.find(subscription);

        driver.complete(number, TASK, "mia", Map.of("failureResolution", "BY_HAND", "note", "Ended in the old system"));

        assertThat(driver.passed(number))
                .contains("Task_ClearPoints", "Event_RefundPaid")
                .doesNotContain(END);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.get(number).renewal()).isEqualTo(RenewalState.OFF);
        assertThat(driver.paymentsAtTheGateway(number)).isOne();
        assertThat(driver.events(number))
                .containsSubsequence(Kind.EXECUTION_STARTED, Kind.BENEFITS_ENDED, Kind.REFUND_PAID);
    }

    @Test
    void theRefundThatWasPaidByHandIsRecordedAsPaid() {
        CaseNumber number = failedAt(PAY);
        driver.find(subscription);

        driver.complete(number, TASK, "mia", Map.of("failureResolution", "BY_HAND", "note", "Paid by bank transfer"));

        assertThat(driver.passed(number))
                .contains("Event_RefundPaid", "Event_Completed")
                .doesNotContain(PAY);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
        assertThat(driver.paymentsAtTheGateway(number)).isZero();
        assertThat(driver.isFollowed(number)).isFalse();
    }

    @Test
    void whatTheGatewayHasAcceptedIsFollowedWhateverAPersonSays() {
        CaseNumber number = failedAt(PAY);
        driver.find(subscription);
        refunds.pay(new RefundOrder(
                "main",
                number,
                RefundOrder.REFUND,
                driver.get(number).refund().amount(),
                subscription.paymentRoute().name(),
                subscription.id(),
                RefundOrder.TERM,
                subscription.paid(),
                null));

        driver.complete(number, TASK, "mia", Map.of("failureResolution", "BY_HAND", "note", "Paid by bank transfer"));

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.paymentsAtTheGateway(number)).isOne();
        assertThat(driver.isFollowed(number)).isTrue();
    }

    @Test
    void aRetriedPaymentIsPaidOnce() {
        CaseNumber number = failedAt(PAY);
        driver.find(subscription);

        driver.complete(number, TASK, "mia", Map.of("failureResolution", "RETRY"));

        assertThat(driver.paymentsAtTheGateway(number)).isOne();
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
    }

    @Test
    void aGatewayThatDoesNotAnswerIsSkippedOver() {
        subscription = driver.subscription(s -> s.with(x -> {
            x.id = "sub-poison-" + UUID.randomUUID();
            x.route = PaymentRoute.WALLET;
        }));
        CaseNumber number = driver.declare(subscription, w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        driver.fireOnly(number, "Event_EffectiveDateReached");
        driver.failForGood(number, "Task_RevokeMandate");
        driver.complete(number, TASK, "mia", Map.of("failureResolution", "SKIP", "note", "Revoked by phone"));

        assertThat(driver.passed(number)).contains("Event_Completed").doesNotContain("Task_RevokeMandate");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.events(number)).doesNotContain(Kind.MANDATE_REVOKED);
    }

    @Test
    void whatAnOperatorHasSolvedIsNoWorkAnyMore() {
        CaseNumber number = failedHold();
        driver.find(subscription);

        driver.giveRetry(number, HOLD);

        assertThat(driver.openTasks(number)).isEmpty();
        assertThat(driver.failures(number)).containsExactly("Event_NothingLeftToDo");
        assertThat(driver.passed(number)).contains("Event_FailureGone");

        driver.work(number);

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
    }

    @Test
    void whatTheCustomerHasTakenBackIsNoWorkAnyMore() {
        CaseNumber number = failedHold();
        driver.find(subscription);

        cancellations.withdraw(number, driver.customer(number));
        driver.work(number);

        assertThat(driver.openTasks(number)).isEmpty();
        assertThat(driver.failures(number)).containsExactly("Event_NothingLeftToDo");
        assertThat(driver.isEnded(number)).isTrue();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.WITHDRAWN);
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON);
    }

    @Test
    void overdueFailuresReachTheSupervisors() {
        CaseNumber number = failedHold();
        assertThat(driver.timer(number, "Event_FailureOverdue").getDuedate().toInstant())
                .isEqualTo(Instant.parse("2026-03-13T10:00:00Z"))
                .isAfter(MutableClock.START);

        driver.fireOnly(number, "Event_FailureOverdue");

        assertThat(driver.passed(number)).contains("Task_EscalateFailure", "Event_FailureEscalated");
        assertThat(driver.candidateGroups(number, TASK)).containsExactlyInAnyOrder("support", "supervisors");
        assertThat(driver.events(number)).contains(Kind.ESCALATED);
    }
}
