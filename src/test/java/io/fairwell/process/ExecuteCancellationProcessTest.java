package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.subscription.Channel;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens once the effective date is reached: nobody can take it back, and money is paid once. */
@FairwellTest
class ExecuteCancellationProcessTest {

    private static final String FOLLOW_UP = "Task_FollowUpCustomerAction";
    private static final String RESOLVE = "Task_ResolveRefund";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private ManagementService management;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private MutableClock clock;

    private CaseNumber scheduled(Consumer<CaseDriver.Sketch> change) {
        Subscription subscription = driver.subscription(s -> s.with(change));
        CaseNumber number = driver.declare(subscription, w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        return number;
    }

    private CaseNumber executed(Consumer<CaseDriver.Sketch> change) {
        CaseNumber number = scheduled(change);
        driver.fire(number, "Event_EffectiveDateReached");
        return number;
    }

    /** A subscription that brings 16.07 back. */
    private static void refundable(CaseDriver.Sketch sketch) {
        sketch.terms = "vip-term";
        sketch.paid = "30.00";
    }

    private void completed(CaseNumber number, String end) {
        assertThat(driver.passed(number)).contains(end, "Task_ConfirmCancellation", "Event_Completed");
        assertThat(driver.isEnded(number)).isTrue();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.get(number).endedAt()).isNotNull();
        assertThat(driver.letters(number)).contains("COMPLETED");
        assertThat(driver.subscriptionOf(number).isEnded()).isTrue();
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.OFF);
    }

    // -- what ends here

    @Test
    void aPlainSubscriptionEndsAndNothingIsPaid() {
        CaseNumber number = executed(s -> {});

        completed(number, "Event_NothingToPay");
        assertThat(driver.passed(number))
                .contains("Task_EndEntitlement")
                .doesNotContain(
                        "Task_InstructCustomer",
                        "Task_RevokeMandate",
                        "Task_NotifyMembers",
                        "Task_UnbindDevices",
                        "Task_RequestReturn",
                        "Task_PayRefund");
        assertThat(driver.events(number))
                .containsSubsequence(Kind.EXECUTION_STARTED, Kind.BENEFITS_ENDED, Kind.COMPLETED)
                .doesNotContain(Kind.POINTS_CLEARED, Kind.MANDATE_REVOKED, Kind.MEMBERS_NOTIFIED);
        assertThat(driver.paymentsAtTheGateway(number)).isZero();
    }

    @Test
    void nothingCanBeTakenBackOnceItHasBegun() {
        CaseNumber number = executed(s -> s.channel = Channel.PARTNER);

        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> cancellations.withdraw(number, driver.customer(number)));
    }

    @Test
    void pointsAreFrozenWithTheQuoteAndClearedWithTheEnd() {
        CaseNumber number = scheduled(s -> s.points = 500);
        assertThat(driver.subscriptionOf(number).pointsState()).isEqualTo(PointsState.FROZEN);

        driver.fire(number, "Event_EffectiveDateReached");

        completed(number, "Event_NothingToPay");
        assertThat(driver.subscriptionOf(number).pointsState()).isEqualTo(PointsState.CLEARED);
        assertThat(driver.events(number)).containsSubsequence(Kind.POINTS_FROZEN, Kind.POINTS_CLEARED);
    }

    @Test
    void theMandateOfAWalletIsRevoked() {
        CaseNumber number = executed(s -> s.route = PaymentRoute.WALLET);

        completed(number, "Event_NothingToPay");
        assertThat(driver.passed(number)).contains("Task_RevokeMandate");
        assertThat(driver.mandatesRevokedAtTheGateway(driver.subscriptionOf(number)))
                .isOne();
        assertThat(driver.events(number)).contains(Kind.MANDATE_REVOKED);
    }

    @Test
    void membersAreToldAndDevicesUnbound() {
        CaseNumber number = executed(s -> {
            s.subAccounts = List.of("kid-1", "kid-2");
            s.devices = 3;
        });

        completed(number, "Event_NothingToPay");
        assertThat(driver.passed(number)).containsSubsequence("Task_NotifyMembers", "Task_UnbindDevices");
        assertThat(driver.letters(number)).contains("MEMBERS_NOTICE");
        assertThat(driver.subscriptionOf(number).devices()).isZero();
        assertThat(driver.events(number)).containsSubsequence(Kind.MEMBERS_NOTIFIED, Kind.DEVICES_UNBOUND);
    }

    @Test
    void devicesAloneConcernNoMembers() {
        CaseNumber number = executed(s -> s.devices = 1);

        assertThat(driver.letters(number)).doesNotContain("MEMBERS_NOTICE");
        assertThat(driver.events(number)).contains(Kind.DEVICES_UNBOUND).doesNotContain(Kind.MEMBERS_NOTIFIED);
    }

    // -- goods

    private CaseNumber awaitingReturn() {
        CaseNumber number = executed(s -> {
            s.terms = "physical-bundle";
            s.paid = "150.00";
            s.daysIn = 3;
        });
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.RETURN_GOODS);
        assertThat(driver.get(number).awaiting().until()).isEqualTo(MutableClock.START.plus(Duration.ofDays(14)));
        assertThat(driver.letters(number)).contains("RETURN_INSTRUCTIONS");
        assertThat(driver.paymentsAtTheGateway(number)).isZero();
        return number;
    }

    @Test
    void theRefundIsPaidWhenTheGoodsHaveArrived() {
        CaseNumber number = awaitingReturn();

        cancellations.returnReceived(number, driver.customer(number));
        driver.work(number);

        completed(number, "Event_RefundPaid");
        assertThat(driver.passed(number)).contains("Event_ReturnArrived").doesNotContain("Event_ReturnOverdue");
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
        assertThat(driver.paymentsAtTheGateway(number)).isOne();
        assertThat(driver.events(number))
                .containsSubsequence(Kind.RETURN_AWAITED, Kind.RETURN_RECEIVED, Kind.REFUND_PAID);
    }

    @Test
    void nothingIsPaidForGoodsThatDoNotComeBack() {
        CaseNumber number = awaitingReturn();
        assertThat(driver.timer(number, "Event_ReturnOverdue").getDuedate().toInstant())
                .isEqualTo(MutableClock.START.plus(Duration.ofDays(14)));

        driver.fire(number, "Event_ReturnOverdue");

        completed(number, "Event_ReturnMissing");
        assertThat(driver.passed(number)).contains("Task_CloseReturn").doesNotContain("Task_PayRefund");
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.REJECTED);
        assertThat(driver.get(number).refund().reason()).isEqualTo("The goods did not come back in time.");
        assertThat(driver.paymentsAtTheGateway(number)).isZero();
        assertThat(driver.events(number)).contains(Kind.REFUND_REJECTED).doesNotContain(Kind.REFUND_PAID);
    }

    // -- money

    @Test
    void theRefundIsPaid() {
        CaseNumber number = executed(ExecuteCancellationProcessTest::refundable);

        completed(number, "Event_RefundPaid");
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
        assertThat(driver.get(number).refund().eta()).isNotNull();
        assertThat(driver.paymentsAtTheGateway(number)).isOne();
        assertThat(driver.events(number)).containsSubsequence(Kind.BENEFITS_ENDED, Kind.REFUND_PAID, Kind.COMPLETED);
    }

    /** The step pays and the node dies before its transaction commits. */
    @Test
    void aStepThatIsRepeatedPaysNothingTwice() {
        CaseNumber number = scheduled(ExecuteCancellationProcessTest::refundable);
        driver.fireOnly(number, "Event_EffectiveDateReached");
        driver.run(number, "Task_EndEntitlement");
        String pay = driver.job(number, "Task_PayRefund").getId();

        new TransactionTemplate(transactions).executeWithoutResult(crash -> {
            management.executeJob(pay);
            crash.setRollbackOnly();
        });

        assertThat(driver.paymentsAtTheGateway(number)).isOne();
        assertThat(driver.isEnded(number)).isFalse();
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.APPROVED);
        assertThat(driver.job(number, "Task_PayRefund").getId()).isEqualTo(pay);

        driver.work(number);

        completed(number, "Event_RefundPaid");
        assertThat(driver.paymentsAtTheGateway(number)).isOne();
        assertThat(driver.events(number)).filteredOn(Kind.REFUND_PAID::equals).hasSize(1);
        assertThat(driver.letters(number)).filteredOn("COMPLETED"::equals).hasSize(1);
    }

    private CaseNumber unanswered() {
        return executed(s -> {
            refundable(s);
            s.id = "sub-poison-" + UUID.randomUUID();
        });
    }

    private CaseNumber unresolved() {
        CaseNumber number = unanswered();
        for (int lookUps = 0; lookUps < 3; lookUps++) {
            assertThat(driver.openTasks(number)).isEmpty();
            driver.fire(number, "Event_LookUpDue");
        }
        assertThat(driver.openTasks(number)).containsExactly(RESOLVE);
        return number;
    }

    @Test
    void aRefundWithoutAnswerIsLookedUp() {
        CaseNumber number = unanswered();

        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.UNKNOWN);
        assertThat(driver.events(number)).contains(Kind.REFUND_UNKNOWN).doesNotContain(Kind.REFUND_PAID);
        assertThat(driver.variable(number, "refundOutcome")).isEqualTo("UNKNOWN");

        driver.fire(number, "Event_LookUpDue");

        assertThat(driver.passed(number)).contains("Task_LookUpRefund").doesNotContain(RESOLVE, "Event_RefundPaid");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.EXECUTING);
    }

    @Test
    void supportFindsOutThatItWasPaid() {
        CaseNumber number = unresolved();
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.RESOLVE_REFUND);
        assertThat(driver.refused(number, RESOLVE, "mia", Map.of("refundResolution", "PAID_BY_HAND")))
                .isEqualTo(Why.REASON_MISSING);

        driver.complete(
                number, RESOLVE, "mia", Map.of("refundResolution", "LOOK_UP_AGAIN", "note", "Gateway says it is back"));

        assertThat(driver.openTasks(number)).containsExactly(RESOLVE);

        driver.complete(
                number, RESOLVE, "mia", Map.of("refundResolution", "PAID_BY_HAND", "note", "Bank transfer 4711"));

        completed(number, "Event_RefundResolved");
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
        assertThat(driver.paymentsAtTheGateway(number)).isZero();
        assertThat(driver.events(number)).containsSubsequence(Kind.REFUND_UNKNOWN, Kind.REFUND_PAID, Kind.COMPLETED);
    }

    @Test
    void supportFindsOutThatItWasNotPaid() {
        CaseNumber number = unresolved();
        driver.fire(number, "Event_RefundResolutionOverdue");
        assertThat(driver.passed(number)).contains("Event_RefundResolutionEscalated", "Event_WorkEscalated");
        assertThat(driver.candidateGroups(number, RESOLVE)).contains("support", "supervisors");

        driver.complete(number, RESOLVE, "mia", Map.of("refundResolution", "NOT_PAID", "note", "Account closed"));

        completed(number, "Event_RefundResolved");
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.REJECTED);
        assertThat(driver.events(number)).contains(Kind.REFUND_FAILED).doesNotContain(Kind.REFUND_PAID);
    }

    private CaseNumber declined() {
        CaseNumber number = executed(s -> {
            refundable(s);
            s.route = PaymentRoute.NONE;
        });
        assertThat(driver.openTasks(number)).containsExactly(RESOLVE);
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.REJECTED);
        assertThat(driver.passed(number)).doesNotContain("Task_LookUpRefund", "Event_RefundPaid");
        return number;
    }

    @Test
    void aPersonDecidesAboutARefundThatTheGatewayDeclined() {
        CaseNumber number = declined();

        driver.complete(number, RESOLVE, "mia", Map.of("refundResolution", "NOT_PAID", "note", "Nothing was paid"));

        completed(number, "Event_RefundResolved");
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.REJECTED);
        assertThat(driver.events(number)).filteredOn(Kind.REFUND_FAILED::equals).hasSize(1);
    }

    // -- elsewhere

    @ParameterizedTest
    @CsvSource({"PARTNER,PARTNER", "RESELLER,RESELLER", "APP_STORE,STORE"})
    void whatWasBoughtElsewhereIsCancelledThere(Channel channel, String where) {
        CaseNumber number = executed(s -> s.channel = channel);

        assertThat(driver.variable(number, "where")).isEqualTo(where);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.CUSTOMER_ACTION_NEEDED);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.CONFIRM_ELSEWHERE);
        assertThat(driver.letters(number)).contains("CUSTOMER_ACTION").doesNotContain("COMPLETED");
        assertThat(driver.subscriptionOf(number).isEnded()).isFalse();

        cancellations.confirmElsewhere(number, driver.customer(number));
        driver.fire(number, "Event_ServiceOver");

        completed(number, "Event_NothingToPay");
        assertThat(driver.passed(number))
                .containsSubsequence("Task_InstructCustomer", "Event_ConfirmedElsewhere", "Task_EndEntitlement")
                .doesNotContain("Event_CheckDue");
        assertThat(driver.events(number))
                .containsSubsequence(Kind.CUSTOMER_ACTION_NEEDED, Kind.CUSTOMER_ACTION_CONFIRMED, Kind.BENEFITS_ENDED);
    }

    @ParameterizedTest
    @CsvSource({"DIRECT", "BRANCH"})
    void whatWasBoughtHereIsCancelledHere(Channel channel) {
        CaseNumber number = executed(s -> s.channel = channel);

        assertThat(driver.passed(number)).doesNotContain("Task_InstructCustomer");
        completed(number, "Event_NothingToPay");
    }

    private Instant check(CaseNumber number) {
        return driver.timer(number, "Event_CheckDue").getDuedate().toInstant();
    }

    private CaseNumber followedUp() {
        CaseNumber number = executed(s -> s.channel = Channel.APP_STORE);
        assertThat(check(number)).isEqualTo(MutableClock.START.plus(Duration.ofDays(3)));
        clock.set(check(number));
        driver.fire(number, "Event_CheckDue");

        assertThat(driver.passed(number)).contains("Task_RemindAboutCustomerAction");
        assertThat(driver.letters(number)).contains("CUSTOMER_ACTION_REMINDER");
        assertThat(check(number)).isEqualTo(MutableClock.START.plus(Duration.ofDays(7)));
        assertThat(driver.openTasks(number)).isEmpty();
        clock.set(check(number));
        driver.fire(number, "Event_CheckDue");

        assertThat(driver.openTasks(number)).containsExactly(FOLLOW_UP);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.FOLLOW_UP);
        return number;
    }

    @Test
    void supportLearnsThatItIsDone() {
        CaseNumber number = followedUp();

        driver.complete(number, FOLLOW_UP, "mia", Map.of("followUpResult", "CONFIRMED"));
        driver.fire(number, "Event_ServiceOver");

        completed(number, "Event_NothingToPay");
        assertThat(driver.events(number)).contains(Kind.CUSTOMER_ACTION_CONFIRMED);
    }

    @Test
    void supportRemindsTheCustomerAgain() {
        CaseNumber number = followedUp();

        driver.complete(number, FOLLOW_UP, "mia", Map.of("followUpResult", "REMIND"));

        assertThat(driver.openTasks(number)).isEmpty();
        assertThat(driver.letters(number))
                .filteredOn("CUSTOMER_ACTION_REMINDER"::equals)
                .hasSize(2);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.CUSTOMER_ACTION_NEEDED);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.CONFIRM_ELSEWHERE);
        assertThat(check(number)).isAfter(clock.instant());

        driver.fire(number, "Event_CheckDue");
        assertThat(driver.openTasks(number)).containsExactly(FOLLOW_UP);
    }

    @Test
    void supportClosesItAnywayWithAReason() {
        CaseNumber number = followedUp();
        assertThat(driver.refused(number, FOLLOW_UP, "mia", Map.of("followUpResult", "CLOSE_ANYWAY")))
                .isEqualTo(Why.REASON_MISSING);
        assertThat(driver.openTasks(number)).containsExactly(FOLLOW_UP);

        driver.complete(
                number, FOLLOW_UP, "mia", Map.of("followUpResult", "CLOSE_ANYWAY", "note", "Cannot be reached"));
        driver.fire(number, "Event_ServiceOver");

        completed(number, "Event_NothingToPay");
    }

    @Test
    void anOverdueFollowUpReachesTheSupervisors() {
        CaseNumber number = followedUp();

        driver.fire(number, "Event_FollowUpOverdue");

        assertThat(driver.passed(number)).contains("Event_FollowUpEscalated", "Event_WorkEscalated");
        assertThat(driver.openTasks(number)).containsExactly(FOLLOW_UP);
        assertThat(driver.candidateGroups(number, FOLLOW_UP)).contains("support", "supervisors");
    }

    @Test
    void theCustomerMayStillConfirmWhileSupportFollowsUp() {
        CaseNumber number = followedUp();

        cancellations.confirmElsewhere(number, driver.customer(number));
        driver.fire(number, "Event_ServiceOver");

        completed(number, "Event_NothingToPay");
        assertThat(driver.passed(number)).contains("Event_ConfirmedAfterAll").doesNotContain("Gateway_FollowedUp");
        assertThat(driver.openTasks(number)).isEmpty();
    }

    /** Instructions on the effective date would come after the place of purchase has charged again. */
    @Test
    void whatIsLeftToDoElsewhereIsToldAtOnceAndThePaidServiceRunsToItsEnd() {
        Subscription bought = driver.subscription(s -> s.with(x -> x.channel = Channel.APP_STORE));
        CaseNumber number = driver.declare(bought, w -> w);
        driver.work(number);
        assertThat(driver.timer(number, "Event_EffectiveDateReached").getDuedate())
                .isEqualTo(Date.from(MutableClock.START));
        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.CUSTOMER_ACTION_NEEDED);
        assertThat(driver.letters(number)).contains("CUSTOMER_ACTION").doesNotContain("SCHEDULED");
        Instant end = bought.termEnd().atStartOfDay(bought.timeZone()).toInstant();
        assertThat(driver.get(number).effectiveAt()).isEqualTo(end);

        cancellations.confirmElsewhere(number, driver.customer(number));
        driver.work(number);

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.EXECUTING);
        assertThat(driver.get(number).awaiting().until()).isEqualTo(end);
        assertThat(driver.timer(number, "Event_ServiceOver").getDuedate()).isEqualTo(Date.from(end));
        assertThat(driver.subscriptionOf(number).isEnded()).isFalse();
        driver.fire(number, "Event_ServiceOver");
        completed(number, "Event_NothingToPay");
    }

    @Test
    void aRenewalThatEndedElsewhereConfirmsItself() {
        String id = "sub-" + UUID.randomUUID();
        CaseNumber number = executed(s -> {
            s.id = id;
            s.channel = Channel.APP_STORE;
        });
        cancellations.factsChanged("main", id, Actor.client("shop"));
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.CUSTOMER_ACTION_NEEDED);

        driver.subscription(s -> s.with(x -> {
            x.id = id;
            x.channel = Channel.APP_STORE;
            x.autoRenew = false;
        }));
        cancellations.factsChanged("main", id, Actor.client("shop"));
        driver.fire(number, "Event_ServiceOver");

        completed(number, "Event_NothingToPay");
        assertThat(driver.passed(number)).contains("Event_ConfirmedElsewhere");
    }

    @Test
    void goodsThatDoNotComeBackAreRemindedOfTwice() {
        CaseNumber number = executed(s -> {
            s.terms = "physical-bundle";
            s.paid = "168.00";
            s.used = true;
            s.daysIn = 3;
            s.period = Period.ofYears(1);
            s.autoRenew = false;
        });
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.RETURN_GOODS);
        for (int days : new int[] {7, 12}) {
            assertThat(driver.timer(number, "Event_ReturnReminderDue").getDuedate())
                    .isEqualTo(Date.from(MutableClock.START.plus(Duration.ofDays(days))));
            driver.fire(number, "Event_ReturnReminderDue");
        }
        assertThat(driver.letters(number)).filteredOn("RETURN_REMINDER"::equals).hasSize(2);
        assertThat(driver.timer(number, "Event_ReturnReminderDue").getDuedate())
                .as("there is no third")
                .isAfter(driver.timer(number, "Event_ReturnOverdue").getDuedate());

        cancellations.returnReceived(number, Actor.client("shop"));
        driver.work(number);

        completed(number, "Event_RefundPaid");
    }
}
