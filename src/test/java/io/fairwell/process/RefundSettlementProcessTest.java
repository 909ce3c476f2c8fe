package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Refund;
import io.fairwell.refund.GatewayAnswer;
import io.fairwell.refund.RefundIntent;
import io.fairwell.refund.RefundProgressed;
import io.fairwell.refund.RefundState;
import io.fairwell.refund.Refunds;
import io.fairwell.refund.SandboxFault;
import io.fairwell.refund.SandboxFaults;
import io.fairwell.refund.Settlement;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** A refund is followed until the customer has it, also when the case itself has long ended. */
@FairwellTest
class RefundSettlementProcessTest {

    private static final String CHASE = "Task_ChaseRefund";
    private static final String OVERDUE = "Event_SettlementOverdue";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Refunds refunds;

    @Autowired
    private SandboxFaults faults;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private MutableClock clock;

    private CaseNumber paid() {
        return paid("sub-" + UUID.randomUUID());
    }

    private CaseNumber paid(String subscription) {
        return paid(subscription, PaymentRoute.CARD);
    }

    private CaseNumber paid(String subscription, PaymentRoute route) {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.id = subscription;
                    x.terms = "vip-term";
                    x.paid = "30.00";
                    x.route = route;
                })),
                w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        driver.fire(number, "Event_EffectiveDateReached");
        return number;
    }

    private RefundIntent refund(CaseNumber number) {
        return refunds.find(number).orElseThrow();
    }

    private void gatewaySays(CaseNumber number, GatewayAnswer.Settlement settlement) {
        RefundIntent refund = refund(number);
        refunds.gatewaySaid(
                refund.id().toString(),
                GatewayAnswer.accepted(
                        refund.gatewayReference() == null ? "SBX-" + refund.id() : refund.gatewayReference(),
                        settlement));
    }

    /** The gateway has taken it, and is never heard of again. */
    private CaseNumber late() {
        String subscription = "sub-" + UUID.randomUUID();
        faults.add(subscription, SandboxFault.Kind.NEVER_SETTLES, 1);
        CaseNumber number = paid(subscription);
        clock.plus(Duration.ofDays(20));
        driver.fire(number, OVERDUE);
        return number;
    }

    @Test
    void theCustomerHasTheMoneyInTime() {
        CaseNumber number = paid();
        Instant paidAt = clock.instant();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.isFollowed(number)).isTrue();
        clock.plus(Duration.ofHours(30));

        gatewaySays(number, GatewayAnswer.Settlement.SETTLED);

        assertThat(driver.isFollowed(number)).isFalse();
        assertThat(driver.passed(number)).contains("Event_SettlementKnown", "Event_RefundSettled");
        assertThat(driver.events(number)).containsOnlyOnce(Kind.REFUND_PAID, Kind.REFUND_SETTLED);
        assertThat(driver.get(number).refund().progress())
                .isEqualTo(new Refund.Progress(paidAt, paidAt, clock.instant()));
        assertThat(driver.openTasks(number)).isEmpty();
    }

    @Test
    void whatTheGatewaySaysTwiceIsNotedOnce() {
        CaseNumber number = paid();

        gatewaySays(number, GatewayAnswer.Settlement.SETTLED);
        gatewaySays(number, GatewayAnswer.Settlement.SETTLED);
        gatewaySays(number, GatewayAnswer.Settlement.PENDING);

        assertThat(driver.events(number)).containsOnlyOnce(Kind.REFUND_SETTLED);
        assertThat(refund(number).settlement()).isEqualTo(Settlement.SETTLED);
    }

    @Test
    void theGatewayIsAskedBeforeAnybodyIsTroubled() {
        CaseNumber number = paid();
        assertThat(driver.timer(number, OVERDUE).getDuedate().toInstant())
                .isEqualTo(driver.get(number)
                        .refund()
                        .eta()
                        .plusDays(1)
                        .atStartOfDay(driver.get(number).request().zone())
                        .toInstant());
        clock.plus(Duration.ofDays(20));

        driver.fire(number, OVERDUE);

        assertThat(driver.passed(number))
                .contains("Task_LookUpSettlement", "Event_RefundSettled")
                .doesNotContain(CHASE);
        assertThat(driver.openTasks(number)).isEmpty();
        assertThat(driver.events(number)).contains(Kind.REFUND_SETTLED).doesNotContain(Kind.REFUND_LATE);
    }

    @Test
    void aLateRefundBecomesWorkForSupport() {
        CaseNumber number = late();

        assertThat(driver.openTasks(number)).containsExactly(CHASE);
        assertThat(driver.candidateGroups(number, CHASE)).containsExactly("support");
        assertThat(driver.task(number, CHASE).getDueDate()).isNotNull();
        assertThat(driver.shownAt(number, CHASE, "settlement")).isEqualTo("LATE");
        assertThat(driver.shownAt(number, CHASE, "refundShown")).isEqualTo("CNY 16.07");
        assertThat(driver.events(number)).containsOnlyOnce(Kind.REFUND_LATE);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
    }

    @Test
    void supportFindsThatItHasArrived() {
        CaseNumber number = late();
        assertThat(driver.refused(number, CHASE, "mia", Map.of("chaseResult", "ARRIVED")))
                .isEqualTo(Why.REASON_MISSING);
        assertThat(driver.refused(number, CHASE, "mia", Map.of("note", "Bank says so")))
                .isEqualTo(Why.DECISION_MISSING);

        driver.complete(number, CHASE, "mia", Map.of("chaseResult", "ARRIVED", "note", "Customer confirms"));

        assertThat(driver.isFollowed(number)).isFalse();
        assertThat(driver.passed(number)).contains("Event_RefundChased");
        assertThat(refund(number).settlement()).isEqualTo(Settlement.SETTLED);
        assertThat(driver.get(number).refund().progress().settledAt()).isEqualTo(clock.instant());
        assertThat(driver.events(number)).contains(Kind.REFUND_CHASED, Kind.REFUND_SETTLED);
    }

    @Test
    void supportWaitsAndIsAskedAgain() {
        CaseNumber number = late();

        driver.complete(number, CHASE, "mia", Map.of("chaseResult", "WAIT", "note", "Bank holiday"));

        assertThat(driver.openTasks(number)).isEmpty();
        assertThat(driver.timer(number, OVERDUE).getDuedate().toInstant())
                .isEqualTo(clock.instant().plus(Duration.ofDays(3)));
        clock.plus(Duration.ofDays(3));
        driver.fire(number, OVERDUE);
        assertThat(driver.openTasks(number)).containsExactly(CHASE);
        assertThat(driver.shownAt(number, CHASE, "chaseResult")).isNull();
    }

    @Test
    void moneyThatCameBackIsPaidInAnotherWay() {
        CaseNumber number = paid();
        gatewaySays(number, GatewayAnswer.Settlement.RETURNED);
        assertThat(driver.openTasks(number)).containsExactly(CHASE);
        assertThat(driver.shownAt(number, CHASE, "settlement")).isEqualTo("RETURNED");
        assertThat(driver.events(number)).containsOnlyOnce(Kind.REFUND_RETURNED);

        driver.complete(number, CHASE, "mia", Map.of("chaseResult", "PAID_ANOTHER_WAY", "note", "Bank transfer 4711"));

        assertThat(driver.isFollowed(number)).isFalse();
        assertThat(refund(number).decidedBy()).isEqualTo("mia");
        assertThat(driver.paymentsAtTheGateway(number)).isOne();
    }

    @Test
    void whatIsToldAgainDoesNotDisturbTheWorkAboutIt() {
        CaseNumber number = paid();
        gatewaySays(number, GatewayAnswer.Settlement.RETURNED);
        String task = driver.task(number, CHASE).getId();

        events.publishEvent(new RefundProgressed("main", number, "REFUND", RefundState.SUCCEEDED, Settlement.RETURNED));

        assertThat(driver.task(number, CHASE).getId()).isEqualTo(task);
        assertThat(driver.events(number)).containsOnlyOnce(Kind.REFUND_RETURNED);
    }

    @Test
    void whatArrivesAfterAllIsNoWorkAnyMore() {
        CaseNumber number = late();

        gatewaySays(number, GatewayAnswer.Settlement.SETTLED);

        assertThat(driver.openTasks(number)).isEmpty();
        assertThat(driver.isFollowed(number)).isFalse();
        assertThat(driver.passed(number)).contains("Event_SettlementKnownAfterAll", "Event_RefundSettled");
    }

    @Test
    void overdueWorkReachesTheSupervisors() {
        CaseNumber number = late();

        driver.fireOnly(number, "Event_ChaseOverdue");

        assertThat(driver.passed(number)).contains("Task_EscalateChase", "Event_ChaseEscalated");
        assertThat(driver.candidateGroups(number, CHASE)).containsExactlyInAnyOrder("support", "supervisors");
        assertThat(driver.events(number)).contains(Kind.ESCALATED);
    }

    @ParameterizedTest
    @EnumSource(GatewayAnswer.Outcome.class)
    void anAnswerThatComesByItselfEndsTheWorkOfFindingOut(GatewayAnswer.Outcome outcome) {
        CaseNumber number = paid("sub-poison-" + UUID.randomUUID());
        for (int i = 0; i < 3; i++) {
            driver.fire(number, "Event_LookUpDue");
        }
        assertThat(driver.openTasks(number)).containsExactly("Task_ResolveRefund");
        RefundIntent refund = refund(number);

        refunds.gatewaySaid(
                refund.id().toString(),
                outcome == GatewayAnswer.Outcome.ACCEPTED
                        ? GatewayAnswer.accepted("late-answer")
                        : GatewayAnswer.declined("ACCOUNT_CLOSED"));

        assertThat(driver.passed(number)).contains("Event_RefundAnswered");
        if (outcome == GatewayAnswer.Outcome.ACCEPTED) {
            assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
            assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
            assertThat(driver.isFollowed(number)).isTrue();
        } else {
            assertThat(driver.openTasks(number)).containsExactly("Task_ResolveRefund");
            assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.REJECTED);
        }
    }

    @Test
    void whatWasPaidByHandIsNotFollowed() {
        CaseNumber number = paid("sub-poison-" + UUID.randomUUID());
        for (int i = 0; i < 3; i++) {
            driver.fire(number, "Event_LookUpDue");
        }

        driver.complete(
                number,
                "Task_ResolveRefund",
                "mia",
                Map.of("refundResolution", "PAID_BY_HAND", "note", "Bank transfer 4711"));

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.isFollowed(number)).isFalse();
    }

    @Test
    void eachRouteHasItsOwnTime() {
        CaseNumber wallet = paid("sub-" + UUID.randomUUID(), PaymentRoute.WALLET);

        assertThat(driver.timer(wallet, OVERDUE).getDuedate())
                .isBefore(driver.timer(paid(), OVERDUE).getDuedate());
    }
}
