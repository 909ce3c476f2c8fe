package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.cancellation.AlreadyCancelling;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.Channel;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import io.fairwell.testing.FairwellTest;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A later request for an earlier date takes the place of the first; every other second request finds it in its way. */
@FairwellTest
class SupersedeProcessTest {

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Cancellations cancellations;

    private Subscription subscription;

    private CaseNumber first(Consumer<CaseDriver.Wish> change) {
        subscription = driver.subscription(s -> s.with(x -> {
            x.terms = "vip-term";
            x.paid = "30.00";
            x.points = 100;
        }));
        return driver.declare(subscription, w -> w.with(change));
    }

    private CaseNumber atOnce(Consumer<CaseDriver.Wish> change) {
        return driver.declare(
                subscription, w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE).with(change));
    }

    @Test
    void anEarlierDateTakesThePlaceOfALaterOne() {
        CaseNumber first = first(x -> {});
        driver.work(first);
        assertThat(driver.get(first).status()).isEqualTo(CaseStatus.SCHEDULED);

        CaseNumber second = atOnce(x -> {});

        CancellationCase superseded = driver.get(first);
        assertThat(superseded.status()).isEqualTo(CaseStatus.WITHDRAWN);
        assertThat(superseded.endedAt()).isNotNull();
        assertThat(superseded.supersededBy()).isEqualTo(second);
        assertThat(driver.get(second).request().supersedes()).isEqualTo(first.value());
        assertThat(driver.isEnded(first)).isTrue();
        assertThat(driver.passed(first)).contains("Event_Superseded").doesNotContain("Task_RestoreRenewalAndPoints");
        assertThat(driver.letters(first)).endsWith("SUPERSEDED");
        assertThat(driver.subscriptionOf(second).renewal())
                .as("nothing can be charged in between")
                .isEqualTo(RenewalState.ON_HOLD);

        driver.work(second);
        driver.fire(second, "Event_EffectiveDateReached");

        assertThat(driver.get(second).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.paymentsAtTheGateway(second)).isOne();
        assertThat(driver.paymentsAtTheGateway(first)).isZero();
    }

    @Test
    void whatTheFirstHeldIsReleasedWhenTheSecondIsTakenBack() {
        CaseNumber first = first(x -> {});
        driver.work(first);
        CaseNumber second = atOnce(x -> {});
        driver.work(second);
        assertThat(driver.subscriptionOf(second).pointsState()).isEqualTo(PointsState.FROZEN);

        cancellations.withdraw(second, driver.customer(second));
        driver.work(second);

        assertThat(driver.get(second).status()).isEqualTo(CaseStatus.WITHDRAWN);
        assertThat(driver.get(second).renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.subscriptionOf(second).renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.subscriptionOf(second).pointsState()).isEqualTo(PointsState.USABLE);
    }

    @Test
    void evenWhenItIsTakenBackBeforeItsFirstStep() {
        CaseNumber first = first(x -> {});
        driver.work(first);
        CaseNumber second = atOnce(x -> {});

        cancellations.withdraw(second, driver.customer(second));
        driver.work(second);

        assertThat(driver.subscriptionOf(second).renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.subscriptionOf(second).pointsState()).isEqualTo(PointsState.USABLE);
    }

    @Test
    void aRequestNotYetQuotedIsComparedByTheSameRules() {
        CaseNumber first = first(x -> {});

        CaseNumber second = atOnce(x -> {});

        assertThat(driver.get(first).supersededBy()).isEqualTo(second);
        assertThat(driver.isEnded(first)).isTrue();
    }

    @Test
    void theSameOrALaterDateFindsTheOpenCaseInItsWay() {
        CaseNumber first = first(x -> {});
        driver.work(first);

        assertThatExceptionOfType(AlreadyCancelling.class).isThrownBy(() -> driver.declare(subscription, w -> w));
        assertThatExceptionOfType(AlreadyCancelling.class)
                .isThrownBy(() -> driver.declare(
                        subscription,
                        w -> w.with(x -> {
                            x.mode = EffectiveMode.DATE;
                            x.date = driver.get(first).quote().effectiveOn().plusDays(1);
                        })));
        assertThat(driver.get(first).status()).isEqualTo(CaseStatus.SCHEDULED);
    }

    /** Else anybody could end somebody else's case, and a draft could lapse in place of a declaration. */
    @Test
    void onlyADeclaredAndAttestedRequestTakesThePlaceOfAnother() {
        CaseNumber first = first(x -> {});
        driver.work(first);

        assertThatExceptionOfType(AlreadyCancelling.class).isThrownBy(() -> atOnce(x -> x.confirmed = false));
        assertThatExceptionOfType(AlreadyCancelling.class).isThrownBy(() -> atOnce(x -> x.attested = false));
        assertThat(driver.get(first).status()).isEqualTo(CaseStatus.SCHEDULED);
    }

    @Test
    void whatIsBeingExecutedIsNotSuperseded() {
        subscription = driver.subscription(s -> s.with(x -> x.channel = Channel.APP_STORE));
        CaseNumber first = driver.declare(subscription, w -> w);
        driver.work(first);
        driver.fire(first, "Event_EffectiveDateReached");
        assertThat(driver.get(first).status()).isEqualTo(CaseStatus.CUSTOMER_ACTION_NEEDED);

        assertThatExceptionOfType(AlreadyCancelling.class).isThrownBy(() -> atOnce(x -> {}));
    }
}
