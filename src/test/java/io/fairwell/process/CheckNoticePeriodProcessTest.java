package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Rejection;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.Decision;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FairwellTest
class CheckNoticePeriodProcessTest {

    @Autowired
    private CaseDriver driver;

    @Autowired
    private CaseDecisions decisions;

    @Autowired
    private MutableClock clock;

    @Test
    void theRequestIsAnsweredBeforeAnySystemIsAsked() {
        CaseNumber number = driver.declare(driver.subscription(s -> s), w -> w);

        assertThat(driver.passed(number)).doesNotContain("Task_PutRenewalOnHold");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.RECEIVED);
        assertThat(driver.letters(number)).containsExactly("RECEIPT");
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON);
    }

    @Test
    void holdsTheRenewalDecidesAndQuotes() {
        Subscription subscription = driver.subscription(s -> s.with(x -> {
            x.terms = "vip-term";
            x.paid = "30.00";
        }));
        CaseNumber number = driver.declare(subscription, w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));

        driver.work(number);

        assertThat(driver.passed(number))
                .containsSubsequence(
                        "Task_PutRenewalOnHold",
                        "Task_DecideTerms",
                        "Task_DecideRegulation",
                        "Task_QuoteCancellation",
                        "Event_CancellationQuoted")
                .doesNotContain("Event_RequestNotAccepted");
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON_HOLD);
        assertThat(driver.get(number).renewal()).isEqualTo(RenewalState.ON_HOLD);
        assertThat(driver.get(number).quote().refund())
                .as("15 unused of the 28 days from 26 February")
                .isEqualTo(Money.parse("CNY 16.07"));
        assertThat(driver.get(number).quote().immediate()).isTrue();
        assertThat(decisions.all(number)).extracting(Decision::decision).contains("terms", "regulation");
        assertThat(decisions.latest(number, "terms").orElseThrow().rule()).isEqualTo("vip-term");
        assertThat(decisions.latest(number, "regulation").orElseThrow().rule()).isEqualTo("CN-prepaid");
        assertThat(driver.variable(number, "where")).isEqualTo("HERE");
        assertThat(driver.variable(number, "refundAmount")).isEqualTo(16.07);
        assertThat(driver.variable(number, "nothingToCancel")).isEqualTo(false);
        assertThat(driver.events(number)).containsSubsequence(Kind.RENEWAL_ON_HOLD, Kind.QUOTED);
    }

    @Test
    void theLawOfTheDayOfTheDeclarationApplies() {
        CaseNumber before = driver.declare(elsewhere("EU"), w -> w);
        CaseNumber letter =
                driver.declare(elsewhere("US-CA"), w -> w.with(x -> x.declaredOn = LocalDate.of(2025, 6, 30)));
        clock.plus(Duration.ofDays(101));
        CaseNumber after = driver.declare(elsewhere("EU"), w -> w);

        driver.work(before);
        driver.work(letter);
        driver.work(after);

        assertThat(driver.variable(before, "declaredOn")).isEqualTo("2026-03-10");
        assertThat(rule(before)).as("decided after it changed").isEqualTo("EU-before-2026");
        assertThat(driver.variable(letter, "declaredOn")).isEqualTo("2025-06-30");
        assertThat(rule(letter)).as("counts from the day it arrived").isEqualTo("US-CA-before-2025");
        assertThat(driver.variable(after, "declaredOn")).isEqualTo("2026-06-19");
        assertThat(rule(after)).isEqualTo("EU");
    }

    private Subscription elsewhere(String jurisdiction) {
        return driver.subscription(s -> s.with(x -> x.jurisdiction = jurisdiction));
    }

    private String rule(CaseNumber number) {
        return decisions.latest(number, "regulation").orElseThrow().rule();
    }

    @Test
    void freezesThePointsWhereThereAreSome() {
        CaseNumber with = driver.declare(driver.subscription(s -> s.with(x -> x.points = 500)), w -> w);
        CaseNumber without = driver.declare(driver.subscription(s -> s), w -> w);

        driver.work(with);
        driver.work(without);

        assertThat(driver.subscriptionOf(with).pointsState()).isEqualTo(PointsState.FROZEN);
        assertThat(driver.events(with)).contains(Kind.POINTS_FROZEN);
        assertThat(driver.subscriptionOf(without).pointsState()).isEqualTo(PointsState.USABLE);
        assertThat(driver.events(without)).doesNotContain(Kind.POINTS_FROZEN);
    }

    @Test
    void aRenewalThatIsOffStaysOff() {
        CaseNumber number = driver.declare(driver.subscription(s -> s.with(x -> x.autoRenew = false)), w -> w);

        driver.work(number);

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.get(number).renewal()).isEqualTo(RenewalState.OFF);
        assertThat(driver.events(number)).doesNotContain(Kind.RENEWAL_ON_HOLD);
    }

    @Test
    void aTermThatHasRunOutLeavesNothingToCancel() {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.autoRenew = false;
                    x.daysIn = 45;
                })),
                w -> w);

        driver.work(number);

        assertNothingToCancel(number);
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.OFF);
    }

    @Test
    void whatWasCancelledBeforeCannotBeCancelledAgain() {
        Subscription subscription = driver.subscription(s -> s);
        CaseNumber first = driver.declare(subscription, w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(first);
        driver.fire(first, "Event_EffectiveDateReached");
        assertThat(driver.get(first).status()).isEqualTo(CaseStatus.COMPLETED);

        CaseNumber second = driver.declare(subscription, w -> w);
        driver.work(second);

        assertNothingToCancel(second);
        assertThat(driver.subscriptionOf(second).isEnded()).isTrue();
    }

    private void assertNothingToCancel(CaseNumber number) {
        assertThat(driver.isEnded(number)).isTrue();
        assertThat(driver.passed(number))
                .contains("Event_RequestNotAccepted", "Task_ExplainRejection", "Event_Rejected")
                .doesNotContain("Gateway_OfferAllowed", "SubProcess_ApproveRefund");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.REJECTED);
        assertThat(driver.get(number).rejection().cause()).isEqualTo(Rejection.Cause.NOTHING_TO_CANCEL);
        assertThat(driver.get(number).quote()).isNull();
        assertThat(driver.get(number).endedAt()).isNotNull();
        assertThat(driver.letters(number)).containsExactly("RECEIPT", "REJECTED");
    }
}
