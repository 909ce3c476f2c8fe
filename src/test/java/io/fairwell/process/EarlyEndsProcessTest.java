package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.Rejection;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import io.fairwell.testing.FairwellTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Ends before the execution: whatever has happened until then is undone, and the customer is told. */
@FairwellTest
class EarlyEndsProcessTest {

    private static final Actor AGENT = Actor.agent("mei");

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private CaseFiles files;

    /** Every place where a case can rest before its execution. */
    enum Stage {
        CODE_AWAITED(CaseStatus.VERIFYING, false),
        IDENTITY_REVIEWED(CaseStatus.VERIFYING, false),
        INFORMATION_AWAITED(CaseStatus.VERIFYING, false),
        NOT_YET_ON_HOLD(CaseStatus.RECEIVED, false),
        OFFERED(CaseStatus.OFFERED, true),
        TALKED_TO(CaseStatus.OFFERED, true),
        REFUND_REVIEWED(CaseStatus.IN_REVIEW, true),
        CONFIRMATION_AWAITED(CaseStatus.AWAITING_CONFIRMATION, true),
        SCHEDULED(CaseStatus.SCHEDULED, true);

        private final CaseStatus status;
        private final boolean onHold;

        Stage(CaseStatus status, boolean onHold) {
            this.status = status;
            this.onHold = onHold;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCustomerTakesTheRequestBackAtAnyStage(Stage stage) {
        CaseNumber number = at(stage);

        cancellations.withdraw(number, driver.customer(number));
        assertThat(driver.get(number).status())
                .as("counts from the moment it is received")
                .isEqualTo(CaseStatus.WITHDRAWN);
        driver.work(number);

        assertWithdrawn(number, stage);
        assertThat(driver.passed(number)).contains("Event_RequestWithdrawn").doesNotContain("Event_StoppedBySupport");
        assertThat(driver.events(number)).contains(Kind.WITHDRAWAL_REQUESTED);
    }

    @ParameterizedTest
    @EnumSource
    void supportStopsACaseAtAnyStage(Stage stage) {
        CaseNumber number = at(stage);

        cancellations.stop(number, "opened by mistake", AGENT);
        driver.work(number);

        assertWithdrawn(number, stage);
        assertThat(driver.passed(number)).contains("Event_StoppedBySupport").doesNotContain("Event_RequestWithdrawn");
        assertThat(driver.events(number)).contains(Kind.STOPPED_BY_SUPPORT);
        assertThat(files.messages(number))
                .last()
                .satisfies(message -> assertThat(message.text()).isEqualTo("opened by mistake"));
    }

    @Test
    void supportHasToSayWhy() {
        CaseNumber number = at(Stage.SCHEDULED);

        assertThatExceptionOfType(DecisionRefused.class).isThrownBy(() -> cancellations.stop(number, "  ", AGENT));

        assertUntouched(number, CaseStatus.SCHEDULED);
    }

    @Test
    void theReasonOfAStopLeavesNoTraceInTheEngine() {
        String canary = "canary-" + UUID.randomUUID();
        CaseNumber number = at(Stage.REFUND_REVIEWED);

        cancellations.stop(number, canary, AGENT);
        driver.work(number);

        assertThat(driver.isEnded(number)).isTrue();
        assertThat(driver.engineTablesWith(canary)).isEmpty();
    }

    @Test
    void takingItBackTwiceIsRefused() {
        CaseNumber number = at(Stage.SCHEDULED);
        cancellations.withdraw(number, driver.customer(number));

        assertThatExceptionOfType(TransitionNotAllowed.class)
                .as("before the undoing is done")
                .isThrownBy(() -> cancellations.withdraw(number, driver.customer(number)));
        driver.work(number);
        CancellationCase ended = driver.get(number);
        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> cancellations.withdraw(number, driver.customer(number)));
        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> cancellations.stop(number, "again", AGENT));

        assertThat(driver.get(number)).isEqualTo(ended);
        assertThat(driver.letters(number)).filteredOn("WITHDRAWN"::equals).hasSize(1);
        assertThat(driver.events(number))
                .filteredOn(Kind.WITHDRAWAL_REQUESTED::equals)
                .hasSize(1);
    }

    @Test
    void afterAWithdrawalTheSubscriptionCanBeCancelledAnew() {
        CaseNumber number = at(Stage.SCHEDULED);
        Subscription subscription = driver.subscriptionOf(number);
        cancellations.withdraw(number, driver.customer(number));
        driver.work(number);

        CaseNumber next = driver.declare(subscription, w -> w);
        driver.work(next);

        assertUntouched(next, CaseStatus.SCHEDULED);
        assertThat(driver.subscriptionOf(next).pointsState()).isEqualTo(PointsState.FROZEN);
    }

    @Test
    void aRenewalThatWasOffIsNotSwitchedOnByAWithdrawal() {
        CaseNumber number = driver.declare(driver.subscription(s -> s.with(x -> x.autoRenew = false)), w -> w);
        driver.work(number);

        cancellations.withdraw(number, driver.customer(number));
        driver.work(number);

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.WITHDRAWN);
        assertThat(driver.get(number).renewal()).isEqualTo(RenewalState.OFF);
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.OFF);
        assertThat(driver.events(number)).doesNotContain(Kind.RENEWAL_RESTORED);
    }

    @Test
    void withTheEffectiveDateTheExecutionHasBegun() {
        CaseNumber number = immediate("video-monthly");
        driver.fireOnly(number, "Event_EffectiveDateReached");

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.EXECUTING);
        assertCannotBeTakenBack(number);

        driver.work(number);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertCannotBeTakenBack(number);
    }

    @Test
    void whileTheCustomerHasToActElsewhereNothingCanBeTakenBack() {
        CaseNumber number = immediate("store-subscription");
        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.CUSTOMER_ACTION_NEEDED);
        assertCannotBeTakenBack(number);
    }

    @Test
    void anIdentityThatIsNotEstablishedEndsTheCase() {
        CaseNumber number = at(Stage.IDENTITY_REVIEWED);

        driver.complete(
                number,
                "Task_ReviewIdentity",
                "mei",
                Map.of("identityDecision", "NOT_VERIFIED", "note", "not the same person"));

        assertThat(driver.isEnded(number)).isTrue();
        assertThat(driver.passed(number))
                .contains(
                        "Event_IdentityNotVerified",
                        "Event_RequestNotAccepted",
                        "Task_ExplainRejection",
                        "Event_Rejected")
                .doesNotContain("SubProcess_CheckNoticePeriod");
        CancellationCase rejected = driver.get(number);
        assertThat(rejected.status()).isEqualTo(CaseStatus.REJECTED);
        assertThat(rejected.rejection().cause()).isEqualTo(Rejection.Cause.IDENTITY_NOT_VERIFIED);
        assertThat(rejected.awaiting()).isNull();
        assertThat(rejected.endedAt()).isNotNull();
        assertThat(driver.letters(number)).containsExactly("RECEIPT", "REJECTED");
        assertThat(driver.letter(number, "REJECTED")).doesNotContain("not the same person");
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.subscriptionOf(number).pointsState()).isEqualTo(PointsState.USABLE);
    }

    @Test
    void aRejectedRequestCanBeMadeAgain() {
        CaseNumber number = at(Stage.IDENTITY_REVIEWED);
        driver.complete(
                number, "Task_ReviewIdentity", "mei", Map.of("identityDecision", "NOT_VERIFIED", "note", "no papers"));

        CaseNumber next = driver.declare(driver.subscriptionOf(number), w -> w);
        driver.work(next);

        assertThat(driver.get(next).status()).isEqualTo(CaseStatus.SCHEDULED);
    }

    private CaseNumber at(Stage stage) {
        UnaryOperator<CaseDriver.Wish> wish = w -> w.with(x -> {
            x.attested = stage.ordinal() > Stage.INFORMATION_AWAITED.ordinal();
            x.method = stage == Stage.CODE_AWAITED ? IdentityMethod.CODE : IdentityMethod.PAPERS;
            x.confirmed = !List.of(Stage.OFFERED, Stage.TALKED_TO, Stage.CONFIRMATION_AWAITED)
                    .contains(stage);
            x.talkWanted = stage == Stage.TALKED_TO;
            x.reason = stage == Stage.OFFERED
                    ? ReasonCode.TOO_EXPENSIVE
                    : stage == Stage.TALKED_TO || stage == Stage.REFUND_REVIEWED ? ReasonCode.NOT_AS_PROMISED : null;
        });
        CaseNumber number = driver.declare(driver.subscription(s -> s.with(x -> x.points = 100)), wish);
        if (stage != Stage.NOT_YET_ON_HOLD) {
            driver.work(number);
        }
        if (stage == Stage.INFORMATION_AWAITED) {
            driver.complete(
                    number,
                    "Task_ReviewIdentity",
                    "mei",
                    Map.of("identityDecision", "ASK", "question", "Which branch?"));
        }
        assertThat(driver.get(number).status()).isEqualTo(stage.status);
        assertThat(driver.subscriptionOf(number).renewal())
                .isEqualTo(stage.onHold ? RenewalState.ON_HOLD : RenewalState.ON);
        assertThat(driver.subscriptionOf(number).pointsState())
                .isEqualTo(stage.onHold ? PointsState.FROZEN : PointsState.USABLE);
        return number;
    }

    private CaseNumber immediate(String terms) {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.terms = terms;
                    x.points = 100;
                })),
                w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        return number;
    }

    private void assertWithdrawn(CaseNumber number, Stage stage) {
        assertThat(driver.isEnded(number)).isTrue();
        assertThat(driver.openTasks(number)).isEmpty();
        assertThat(driver.passed(number))
                .containsSubsequence("Task_RestoreRenewalAndPoints", "Task_ConfirmWithdrawal", "Event_Withdrawn")
                .doesNotContain("SubProcess_ExecuteCancellation", "Task_ApplyOffer");
        CancellationCase withdrawn = driver.get(number);
        assertThat(withdrawn.status()).isEqualTo(CaseStatus.WITHDRAWN);
        assertThat(withdrawn.awaiting()).isNull();
        assertThat(withdrawn.endedAt()).isNotNull();
        assertThat(withdrawn.renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.subscriptionOf(number).pointsState()).isEqualTo(PointsState.USABLE);
        assertThat(driver.events(number)).endsWith(Kind.WITHDRAWN);
        assertThat(driver.events(number).contains(Kind.RENEWAL_RESTORED)).isEqualTo(stage.onHold);
        assertThat(driver.letters(number)).contains("RECEIPT", "WITHDRAWN").doesNotContain("LAPSED", "COMPLETED");
        assertThat(driver.paymentsAtTheGateway(number)).isZero();
    }

    private void assertCannotBeTakenBack(CaseNumber number) {
        CancellationCase before = driver.get(number);
        Subscription subscription = driver.subscriptionOf(number);
        List<CaseEvent.Kind> events = driver.events(number);
        List<String> letters = driver.letters(number);

        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> cancellations.withdraw(number, driver.customer(number)));
        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> cancellations.stop(number, "too late", AGENT));

        assertThat(driver.get(number)).isEqualTo(before);
        assertThat(driver.subscriptionOf(number)).isEqualTo(subscription);
        assertThat(driver.events(number)).isEqualTo(events);
        assertThat(driver.letters(number)).isEqualTo(letters);
        assertThat(files.messages(number)).isEmpty();
    }

    private void assertUntouched(CaseNumber number, CaseStatus status) {
        assertThat(driver.get(number).status()).isEqualTo(status);
        assertThat(driver.isEnded(number)).isFalse();
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON_HOLD);
    }
}
