package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Drafts wait to be confirmed, declared requests for nothing but their date. */
@FairwellTest
class ConfirmRequestProcessTest {

    private static final String REMINDER = "Event_ConfirmationReminderDue";

    /** 26 March, 00:00 in Shanghai: the first day behind the term. */
    private static final Instant EFFECTIVE = Instant.parse("2026-03-25T16:00:00Z");

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private MutableClock clock;

    private CaseNumber draft() {
        CaseNumber number = driver.declare(driver.subscription(s -> s), w -> w.with(x -> x.confirmed = false));
        driver.work(number);
        return number;
    }

    private CaseNumber withSmallerRefund() {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.terms = "vip-term";
                    x.paid = "600.00";
                })),
                w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        driver.complete(
                number,
                "Task_ReviewRefund",
                "mia",
                Map.of("reviewDecision", "ADJUST", "adjustedAmount", "300.00", "note", "Two days were used"));
        return number;
    }

    private Instant due(CaseNumber number, String timer) {
        return driver.timer(number, timer).getDuedate().toInstant();
    }

    @Test
    void aDeclaredRequestIsScheduledForTheFirstDayWithoutService() {
        CaseNumber number = driver.declare(driver.subscription(s -> s), w -> w);
        driver.work(number);

        assertThat(driver.passed(number))
                .contains("Task_ScheduleCancellation")
                .doesNotContain("Task_RequestConfirmation");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.get(number).effectiveAt()).isEqualTo(EFFECTIVE);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.EFFECTIVE_DATE);
        assertThat(driver.letters(number)).containsExactlyInAnyOrder("RECEIPT", "SCHEDULED");
        assertThat(driver.events(number)).contains(Kind.SCHEDULED).doesNotContain(Kind.CONFIRMATION_REQUESTED);
    }

    @Test
    void theCustomerIsRemindedThreeDaysBeforeTheDate() {
        CaseNumber number = driver.declare(driver.subscription(s -> s), w -> w);
        driver.work(number);

        assertThat(due(number, "Event_EffectiveDateNear")).isEqualTo(EFFECTIVE.minus(Duration.ofDays(3)));
        driver.fire(number, "Event_EffectiveDateNear");

        assertThat(driver.passed(number)).contains("Task_RemindAboutEffectiveDate");
        assertThat(driver.letters(number)).contains("EFFECTIVE_REMINDER");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(due(number, "Event_EffectiveDateReached")).isEqualTo(EFFECTIVE);

        clock.set(EFFECTIVE);
        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(driver.passed(number)).contains("Event_RequestConfirmed", "Event_PreparationDone");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
    }

    @Test
    void thereIsNoReminderOfADateThatIsNear() {
        CaseNumber number = driver.declare(driver.subscription(s -> s.with(x -> x.daysIn = 26)), w -> w);
        driver.work(number);

        assertThat(driver.get(number).effectiveAt()).isEqualTo(Instant.parse("2026-03-11T16:00:00Z"));
        assertThat(due(number, "Event_EffectiveDateReached")).isEqualTo(Instant.parse("2026-03-11T16:00:00Z"));
        assertThat(due(number, "Event_EffectiveDateNear"))
                .as("too near to be reminded of")
                .isAfter(due(number, "Event_EffectiveDateReached"));

        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(driver.passed(number)).doesNotContain("Event_EffectiveDateNear", "Task_RemindAboutEffectiveDate");
        assertThat(driver.letters(number)).contains("SCHEDULED").doesNotContain("EFFECTIVE_REMINDER");
    }

    @Test
    void aRequestToEndAtOnceIsNotScheduledAhead() {
        CaseNumber number =
                driver.declare(driver.subscription(s -> s), w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);

        assertThat(driver.get(number).effectiveAt()).isEqualTo(MutableClock.START);
        assertThat(driver.letters(number)).doesNotContain("SCHEDULED");
    }

    @Test
    void aDraftWaitsForTheCustomer() {
        CaseNumber number = draft();

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.AWAITING_CONFIRMATION);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.CONFIRM);
        assertThat(driver.get(number).awaiting().until()).isEqualTo(MutableClock.START.plus(Duration.ofDays(14)));
        assertThat(driver.letters(number)).contains("CONFIRMATION_REQUEST").doesNotContain("SCHEDULED");
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON_HOLD);

        cancellations.confirm(number, driver.customer(number));

        assertThat(driver.passed(number))
                .contains("Event_ConfirmationReceived", "Task_ScheduleCancellation")
                .doesNotContain("Event_ConfirmationOverdue");
        assertThat(driver.get(number).request().isDraft()).isFalse();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.events(number))
                .containsSubsequence(Kind.CONFIRMATION_REQUESTED, Kind.CONFIRMED, Kind.SCHEDULED);
        assertThat(driver.letters(number)).contains("SCHEDULED");
    }

    @Test
    void aDraftIsRemindedOfAfterOneThreeAndSevenDays() {
        CaseNumber number = draft();

        for (int days : new int[] {1, 3, 7}) {
            assertThat(due(number, REMINDER)).isEqualTo(MutableClock.START.plus(Duration.ofDays(days)));
            driver.fire(number, REMINDER);
        }

        assertThat(driver.letters(number))
                .filteredOn("CONFIRMATION_REMINDER"::equals)
                .hasSize(3);
        assertThat(driver.events(number)).filteredOn(Kind.REMINDER_SENT::equals).hasSize(3);
        assertThat(due(number, REMINDER)).isAfter(due(number, "Event_ConfirmationOverdue"));
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.AWAITING_CONFIRMATION);
    }

    @Test
    void aDraftLapsesAfterFourteenDays() {
        CaseNumber number = draft();

        assertThat(due(number, "Event_ConfirmationOverdue")).isEqualTo(MutableClock.START.plus(Duration.ofDays(14)));
        driver.fire(number, "Event_ConfirmationOverdue");

        assertThat(driver.passed(number))
                .contains(
                        "Task_LapseDraft",
                        "Event_DraftLapsed",
                        "Event_DraftHasLapsed",
                        "Task_RestoreRenewalAndPoints",
                        "Event_Withdrawn")
                .doesNotContain("Task_ScheduleCancellation");
        assertThat(driver.isEnded(number)).isTrue();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.WITHDRAWN);
        assertThat(driver.get(number).endedAt()).isNotNull();
        assertThat(driver.get(number).renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.letters(number)).contains("LAPSED").doesNotContain("WITHDRAWN");
        assertThat(driver.events(number)).containsSubsequence(Kind.DRAFT_LAPSED, Kind.RENEWAL_RESTORED, Kind.WITHDRAWN);
    }

    @Test
    void aDraftThatIsConfirmedEarlyIsNotAskedAgain() {
        CaseNumber number = driver.declare(driver.subscription(s -> s), w -> w.with(x -> x.confirmed = false));
        cancellations.confirm(number, driver.customer(number));
        driver.work(number);

        assertThat(driver.passed(number)).doesNotContain("Task_RequestConfirmation");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
    }

    @Test
    void aRefundThatBecameSmallerIsConfirmed() {
        CaseNumber number = withSmallerRefund();

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.AWAITING_CONFIRMATION);
        assertThat(driver.letters(number)).contains("CONFIRMATION_REQUEST");
        assertThat(due(number, REMINDER)).isEqualTo(MutableClock.START.plus(Duration.ofDays(1)));

        cancellations.confirm(number, driver.customer(number));

        assertThat(driver.passed(number)).contains("Event_ConfirmationReceived");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.get(number).refund().amount()).isEqualTo(Money.parse("CNY 300.00"));
    }

    @Test
    void silenceAboutASmallerRefundDoesNotHoldUpTheCancellation() {
        CaseNumber number = withSmallerRefund();
        assertThat(due(number, "Event_ConfirmationOverdue")).isEqualTo(MutableClock.START.plus(Duration.ofDays(7)));

        clock.plus(Duration.ofDays(7));
        driver.fire(number, "Event_ConfirmationOverdue");

        assertThat(driver.passed(number))
                .contains("Event_ConfirmationOverdue", "Task_ScheduleCancellation")
                .doesNotContain("Task_LapseDraft");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);

        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
        assertThat(driver.get(number).refund().amount()).isEqualTo(Money.parse("CNY 300.00"));
        assertThat(driver.paymentsAtTheGateway(number)).isOne();
    }
}
