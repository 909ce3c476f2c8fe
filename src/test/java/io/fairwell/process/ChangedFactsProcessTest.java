package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.Subscription;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was shown is what is paid; what changed since is to the customer's good, or their own doing and asked about. */
@FairwellTest
class ChangedFactsProcessTest {

    private static final LocalDate TODAY = LocalDate.ofInstant(MutableClock.START, ZoneId.of("Asia/Shanghai"));
    private static final Actor SHOP = Actor.client("shop");
    private static final String DATE_REACHED = "Event_EffectiveDateReached";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private MutableClock clock;

    private final String id = "sub-" + UUID.randomUUID();

    /** A plan of 60 days, 12 days in, 60.00 paid, to end in ten days: then 38 of 60 days are unused. */
    private Subscription facts(Consumer<CaseDriver.Sketch> change) {
        return driver.subscription(s -> s.with(x -> {
                    x.id = id;
                    x.terms = "vip-term";
                    x.period = java.time.Period.ofDays(60);
                    x.daysIn = 12
                            + (int) Duration.between(MutableClock.START, clock.instant())
                                    .toDays();
                    x.paid = "60.00";
                })
                .with(change));
    }

    private CaseNumber scheduled() {
        CaseNumber number = driver.declare(
                facts(x -> {}),
                w -> w.with(x -> {
                    x.mode = EffectiveMode.DATE;
                    x.date = TODAY.plusDays(10);
                }));
        driver.work(number);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.get(number).quote().refund()).isEqualTo(cny("38.00"));
        return number;
    }

    private void tell(CaseNumber number, Consumer<CaseDriver.Sketch> change) {
        facts(change);
        cancellations.factsChanged("main", id, SHOP);
        driver.work(number);
    }

    private static Money cny(String amount) {
        return Money.parse("CNY " + amount);
    }

    private void paid(CaseNumber number, String amount) {
        CancellationCase ended = driver.get(number);
        assertThat(ended.status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(ended.refund().state()).isEqualTo(Refund.State.PAID);
        assertThat(ended.refund().amount()).isEqualTo(cny(amount));
        assertThat(driver.paymentsAtTheGateway(number)).isOne();
    }

    @Test
    void theSameFactsAgainChangeNothing() {
        CaseNumber number = scheduled();
        CancellationCase before = driver.get(number);

        tell(number, x -> {});

        assertThat(driver.get(number)).isEqualTo(before);
        assertThat(driver.passed(number)).contains("Task_CheckFacts").doesNotContain("Event_QuoteChanged");
        driver.fire(number, DATE_REACHED);
        paid(number, "38.00");
    }

    @Test
    void whatTheCustomerUsedSinceIsAskedAbout() {
        CaseNumber number = scheduled();

        tell(number, x -> x.benefits = "8.00");

        CancellationCase asked = driver.get(number);
        assertThat(asked.status()).isEqualTo(CaseStatus.AWAITING_CONFIRMATION);
        assertThat(asked.awaiting().who()).isEqualTo(Who.CUSTOMER);
        assertThat(asked.awaiting().until()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
        assertThat(asked.refund().quoted()).isEqualTo(cny("38.00"));
        assertThat(asked.refund().amount()).isEqualTo(cny("30.00"));
        assertThat(asked.quote().shownRefund()).isEqualTo(cny("38.00"));
        assertThat(driver.letters(number)).contains("CONFIRMATION_REQUEST").doesNotContain("QUOTE_CHANGED");
        assertThat(driver.events(number))
                .containsSubsequence(Kind.SCHEDULED, Kind.QUOTE_CHANGED, Kind.CONFIRMATION_REQUESTED);

        cancellations.confirm(number, driver.customer(number));
        driver.work(number);

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        driver.fire(number, DATE_REACHED);
        paid(number, "30.00");
    }

    @Test
    void aRefundThatOwnUseTookAwayIsAskedAboutAsWell() {
        CaseNumber number = scheduled();

        tell(number, x -> x.benefits = "50.00");

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.AWAITING_CONFIRMATION);
        assertThat(driver.get(number).refund().amount()).isEqualTo(cny("0.00"));
        cancellations.confirm(number, driver.customer(number));
        driver.fire(number, DATE_REACHED);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.paymentsAtTheGateway(number)).isZero();
    }

    @Test
    void silenceAboutOwnUseHoldsNothingUp() {
        CaseNumber number = scheduled();
        tell(number, x -> x.benefits = "8.00");

        driver.fire(number, "Event_ConfirmationOverdue");

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        driver.fire(number, DATE_REACHED);
        paid(number, "30.00");
    }

    @Test
    void whoeverIsAskedAgainMayTakeTheRequestBack() {
        CaseNumber number = scheduled();
        tell(number, x -> x.benefits = "8.00");

        cancellations.withdraw(number, driver.customer(number));
        driver.work(number);

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.WITHDRAWN);
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON);
    }

    @Test
    void moreUseAfterAConfirmationIsAskedAboutAnew() {
        CaseNumber number = scheduled();
        tell(number, x -> x.benefits = "8.00");
        cancellations.confirm(number, driver.customer(number));
        driver.work(number);

        tell(number, x -> x.benefits = "9.00");

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.AWAITING_CONFIRMATION);
        assertThat(driver.get(number).refund().quoted()).isEqualTo(cny("30.00"));
        assertThat(driver.get(number).refund().amount()).isEqualTo(cny("29.00"));
        assertThat(driver.letters(number))
                .filteredOn("CONFIRMATION_REQUEST"::equals)
                .hasSize(2);
    }

    @Test
    void theBetterAmountCountsAndIsTold() {
        CaseNumber number = scheduled();

        tell(number, x -> x.paid = "90.00");

        CancellationCase better = driver.get(number);
        assertThat(better.status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(better.refund().amount()).isEqualTo(cny("57.00"));
        assertThat(better.quote().effectiveOn()).isEqualTo(TODAY.plusDays(10));
        assertThat(driver.letters(number)).contains("QUOTE_CHANGED").doesNotContain("CONFIRMATION_REQUEST");
        driver.fire(number, DATE_REACHED);
        paid(number, "57.00");
    }

    @Test
    void aBetterAmountBeyondTheLimitIsDecidedByAPerson() {
        CaseNumber number = scheduled();

        tell(number, x -> x.paid = "900.00");

        assertThat(driver.openTasks(number)).containsExactly("Task_ReviewRefund");
        assertThat(driver.variable(number, "refundAmount")).isEqualTo(570.0);
        driver.complete(number, "Task_ReviewRefund", "mei", Map.of("reviewDecision", "APPROVE"));
        driver.fire(number, DATE_REACHED);
        paid(number, "570.00");
    }

    @Test
    void whatTheCompanyChangedDoesNotHurtTheCustomer() {
        CaseNumber number = scheduled();

        tell(number, x -> x.paid = "30.00");

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        driver.fire(number, DATE_REACHED);
        paid(number, "38.00");
    }

    /** Subscription systems that tell nothing are asked on the day. */
    @Test
    void theFactsAreComparedOnTheEffectiveDateInAnyCase() {
        CaseNumber number = scheduled();
        facts(x -> x.paid = "90.00");
        clock.plus(Duration.ofDays(10));

        driver.fire(number, DATE_REACHED);

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.get(number).quote().refund()).isEqualTo(cny("57.00"));
        assertThat(driver.letters(number)).contains("QUOTE_CHANGED");
        assertThat(driver.timer(number, DATE_REACHED).getDuedate())
                .isBeforeOrEqualTo(java.util.Date.from(clock.instant()));
        driver.fire(number, DATE_REACHED);
        paid(number, "57.00");
    }

    @Test
    void ownUseFoundOnTheEffectiveDateIsAskedAboutToo() {
        CaseNumber number = scheduled();
        facts(x -> x.benefits = "8.00");

        driver.fire(number, DATE_REACHED);

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.AWAITING_CONFIRMATION);
        assertThat(driver.subscriptionOf(number).isEnded()).isFalse();
    }

    @Test
    void anAmountThatAPersonDecidedIsNotReopenedByUse() {
        CaseNumber number = driver.declare(
                facts(x -> x.paid = "900.00"),
                w -> w.with(x -> {
                    x.mode = EffectiveMode.DATE;
                    x.date = TODAY.plusDays(10);
                }));
        driver.work(number);
        driver.complete(
                number,
                "Task_ReviewRefund",
                "mei",
                Map.of("reviewDecision", "ADJUST", "adjustedAmount", "500.00", "note", "Used in part"));
        cancellations.confirm(number, driver.customer(number));
        driver.work(number);

        tell(number, x -> {
            x.paid = "900.00";
            x.benefits = "10.00";
        });

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        driver.fire(number, DATE_REACHED);
        paid(number, "500.00");
    }

    @Test
    void factsOfSubscriptionsWithoutACaseConcernNobody() {
        facts(x -> {});

        cancellations.factsChanged("main", id, SHOP);
        cancellations.factsChanged("main", "sub-nobody-knows", SHOP);
    }
}
