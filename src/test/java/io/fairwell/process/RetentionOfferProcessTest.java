package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.subscription.Subscription;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@FairwellTest
class RetentionOfferProcessTest {

    private static final String TALK = "Task_TalkToCustomer";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private MutableClock clock;

    @Test
    void whoWantsToEndAtOnceGetsNoOffer() {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s),
                w -> w.with(x -> {
                    x.mode = EffectiveMode.IMMEDIATE;
                    x.reason = ReasonCode.TOO_EXPENSIVE;
                }));

        driver.work(number);

        assertNoOffer(number);
        assertThat(driver.passed(number)).doesNotContain("SubProcess_MakeRetentionOffer", "Task_ChooseOffer");
    }

    @Test
    void inGermanyNobodyGetsAnOffer() {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> x.jurisdiction = "DE")),
                w -> w.with(x -> x.reason = ReasonCode.TOO_EXPENSIVE));

        driver.work(number);

        assertNoOffer(number);
        assertThat(driver.passed(number)).doesNotContain("SubProcess_MakeRetentionOffer", "Task_ChooseOffer");
    }

    @ParameterizedTest
    @CsvSource({"PRIVACY, video-monthly", "NOT_AS_PROMISED, video-monthly", ", video-monthly", "TOO_EXPENSIVE, lifetime"
    })
    void whereNothingFitsNoOfferIsMade(ReasonCode reason, String terms) {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> x.terms = terms)), w -> w.with(x -> x.reason = reason));

        driver.work(number);

        assertNoOffer(number);
        assertThat(driver.passed(number)).contains("Task_ChooseOffer", "Event_NoOffer");
    }

    @ParameterizedTest
    @CsvSource({"TOO_EXPENSIVE, DISCOUNT, 30, 3", "FOUND_ALTERNATIVE, DISCOUNT, 20, 2", "RARELY_USED, PAUSE, 100, 2"})
    void anOfferTravelsAlongWithADeclaredRequest(ReasonCode reason, Offer.Kind kind, int percent, int cycles) {
        CaseNumber number = declared(reason);

        assertThat(driver.passed(number))
                .contains("Task_SendOffer", "Event_OfferSentAlong")
                .doesNotContain("Gateway_AwaitOfferDecision");
        Offer offer = driver.get(number).offer();
        assertThat(offer.kind()).isEqualTo(kind);
        assertThat(offer.percent()).isEqualTo(percent);
        assertThat(offer.cycles()).isEqualTo(cycles);
        assertThat(offer.state()).isEqualTo(Offer.State.OPEN);
        assertThat(offer.until()).isNull();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.letters(number)).containsExactlyInAnyOrder("RECEIPT", "OFFER", "SCHEDULED");
    }

    @Test
    void acceptingLaterWhileScheduledEndsTheCase() {
        CaseNumber number = declared(ReasonCode.TOO_EXPENSIVE);
        clock.plus(Duration.ofDays(5));

        cancellations.decideOffer(number, true, driver.customer(number));
        driver.work(number);

        assertThat(driver.passed(number)).contains("Event_OfferAccepted");
        assertRetained(number, "DISCOUNT 30 3");
    }

    @Test
    void decliningLaterChangesNothingElse() {
        CaseNumber number = declared(ReasonCode.TOO_EXPENSIVE);

        cancellations.decideOffer(number, false, driver.customer(number));

        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.get(number).offer().state()).isEqualTo(Offer.State.DECLINED);
        assertThat(driver.isEnded(number)).isFalse();
        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> cancellations.decideOffer(number, true, driver.customer(number)));
        assertThat(driver.offersApplied(number)).isEmpty();
    }

    @Test
    void acceptingWhileTheRefundIsReviewedTakesTheWorkAway() {
        Subscription subscription = driver.subscription(s -> s.with(x -> {
            x.terms = "retail-annual";
            x.paid = "1200.00";
            x.period = java.time.Period.ofYears(1);
            x.installments = true;
        }));
        CaseNumber number = driver.declare(subscription, w -> w.with(x -> x.reason = ReasonCode.TOO_EXPENSIVE));
        driver.work(number);
        assertThat(driver.openTasks(number)).containsExactly("Task_ReviewRefund");

        cancellations.decideOffer(number, true, driver.customer(number));
        driver.work(number);

        assertThat(driver.openTasks(number)).isEmpty();
        assertRetained(number, "DISCOUNT 30 3");
    }

    @Test
    void afterTheExecutionNobodyCanAccept() {
        CaseNumber number = declared(ReasonCode.TOO_EXPENSIVE);
        driver.fire(number, "Event_EffectiveDateNear");
        driver.fire(number, "Event_EffectiveDateReached");
        CancellationCase before = driver.get(number);
        assertThat(before.status()).isEqualTo(CaseStatus.COMPLETED);

        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> cancellations.decideOffer(number, true, driver.customer(number)));

        assertThat(driver.get(number)).isEqualTo(before);
        assertThat(driver.offersApplied(number)).isEmpty();
    }

    @Test
    void holdsUpADraftUntilItIsAnswered() {
        CaseNumber number = draft(ReasonCode.TOO_EXPENSIVE);

        assertThat(driver.passed(number)).contains("Task_SendOffer").doesNotContain("SubProcess_ApproveRefund");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.OFFERED);
        assertThat(driver.get(number).awaiting().who()).isEqualTo(Who.CUSTOMER);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.DECIDE_OFFER);
        assertThat(driver.get(number).awaiting().until()).isEqualTo(MutableClock.START.plus(Duration.ofDays(1)));
        assertThat(driver.letters(number)).containsExactlyInAnyOrder("RECEIPT", "OFFER");
        assertThat(driver.timer(number, "Event_OfferExpired")).isNotNull();
    }

    @Test
    void aDraftEndsWithTheAcceptance() {
        CaseNumber number = draft(ReasonCode.RARELY_USED);

        cancellations.decideOffer(number, true, driver.customer(number));
        driver.work(number);

        assertThat(driver.passed(number))
                .contains("Event_OfferDecided", "Event_OfferAnswered", "Event_CustomerStays")
                .doesNotContain("SubProcess_ApproveRefund");
        assertRetained(number, "PAUSE 100 2");
    }

    @Test
    void aDraftGoesOnWhenTheOfferIsDeclined() {
        CaseNumber number = draft(ReasonCode.TOO_EXPENSIVE);

        cancellations.decideOffer(number, false, driver.customer(number));

        assertThat(driver.passed(number)).contains("Event_OfferAnswered").doesNotContain("Event_CustomerStays");
        assertWaitsForConfirmation(number, Offer.State.DECLINED);
        assertThat(driver.events(number)).contains(Kind.OFFER_DECLINED);
    }

    @Test
    void silenceMeansDeclined() {
        CaseNumber number = draft(ReasonCode.TOO_EXPENSIVE);
        clock.plus(Duration.ofDays(1));

        driver.fire(number, "Event_OfferExpired");

        assertThat(driver.passed(number)).contains("Task_ExpireOffer", "Event_SilenceMeansDeclined");
        assertWaitsForConfirmation(number, Offer.State.EXPIRED);
        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> cancellations.decideOffer(number, true, driver.customer(number)));
        assertWaitsForConfirmation(number, Offer.State.EXPIRED);
    }

    @Test
    void confirmingMeanwhileLetsTheCaseGoOnAndTheOfferStand() {
        CaseNumber number = draft(ReasonCode.TOO_EXPENSIVE);

        cancellations.confirm(number, driver.customer(number));

        assertThat(driver.passed(number))
                .contains("Event_ConfirmedMeanwhile", "Event_OfferStaysOpen")
                .doesNotContain("Task_RequestConfirmation");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.get(number).request().isDraft()).isFalse();
        assertThat(driver.get(number).offer().state()).isEqualTo(Offer.State.OPEN);
        cancellations.decideOffer(number, true, driver.customer(number));
        driver.work(number);
        assertRetained(number, "DISCOUNT 30 3");
    }

    @Test
    void whoeverFeelsDeceivedIsCalledWhenTheyWantATalk() {
        CaseNumber number = draft(ReasonCode.NOT_AS_PROMISED);

        assertThat(driver.openTasks(number)).containsExactly(TALK);
        assertThat(driver.candidateGroups(number, TALK)).containsExactly("support");
        assertThat(driver.task(number, TALK).getDueDate()).isNotNull();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.OFFERED);
        assertThat(driver.get(number).offer().kind()).isEqualTo(Offer.Kind.TALK);
        assertThat(driver.get(number).awaiting().who()).isEqualTo(Who.SUPPORT);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.TALK_TO_CUSTOMER);
        assertThat(driver.letters(number)).containsExactly("RECEIPT");
        assertThatExceptionOfType(TransitionNotAllowed.class)
                .as("only the agent records the outcome of a talk")
                .isThrownBy(() -> cancellations.decideOffer(number, true, driver.customer(number)));
    }

    @Test
    void stayingAfterATalkGivesNoDiscount() {
        CaseNumber number = draft(ReasonCode.NOT_AS_PROMISED);

        driver.complete(number, TALK, "mei", Map.of("talkResult", "STAYS", "note", "will be repaired"));

        assertThat(driver.passed(number)).contains("Event_TalkHeld", "Event_CustomerStays");
        assertRetained(number);
    }

    @Test
    void leavingAfterATalkGoesOn() {
        CaseNumber number = draft(ReasonCode.NOT_AS_PROMISED);

        driver.complete(number, TALK, "mei", Map.of("talkResult", "LEAVES", "note", "disappointed"));

        assertThat(driver.passed(number)).contains("Event_TalkHeld").doesNotContain("Event_CustomerStays");
        assertThat(driver.get(number).offer().state()).isEqualTo(Offer.State.DECLINED);
        assertThat(driver.openTasks(number)).containsExactly("Task_ReviewRefund");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.IN_REVIEW);
    }

    @Test
    void aTalkThatDoesNotComeAboutHoldsNothingUp() {
        CaseNumber number = draft(ReasonCode.NOT_AS_PROMISED);

        driver.fire(number, "Event_TalkNotHeld");

        assertThat(driver.passed(number)).contains("Task_GiveUpTalk", "Event_TalkGivenUp");
        assertThat(driver.get(number).offer().state()).isEqualTo(Offer.State.EXPIRED);
        assertThat(driver.openTasks(number)).containsExactly("Task_ReviewRefund");
    }

    @Test
    void aDeclaredClaimIsTalkedAboutOnlyOnRequest() {
        CaseNumber quiet = declared(ReasonCode.NOT_AS_PROMISED);
        CaseNumber talk = driver.declare(
                driver.subscription(s -> s),
                w -> w.with(x -> {
                    x.reason = ReasonCode.NOT_AS_PROMISED;
                    x.mode = EffectiveMode.IMMEDIATE;
                    x.talkWanted = true;
                }));
        driver.work(talk);

        assertThat(driver.openTasks(quiet)).containsExactly("Task_ReviewRefund");
        assertThat(driver.openTasks(talk)).containsExactly(TALK);
    }

    @Test
    void aTalkIsForClaimsOnly() {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s),
                w -> w.with(x -> {
                    x.reason = ReasonCode.PRIVACY;
                    x.talkWanted = true;
                }));
        driver.work(number);

        assertThat(driver.openTasks(number)).isEmpty();
        assertNoOffer(number);
    }

    @Test
    void theCustomerMayDoWithoutTheTalkAfterAll() {
        CaseNumber number = draft(ReasonCode.NOT_AS_PROMISED);

        cancellations.decideOffer(number, false, driver.customer(number));
        driver.work(number);

        assertThat(driver.passed(number))
                .contains("Event_TalkDeclined", "Task_GiveUpTalk")
                .doesNotContain("Event_TalkHeld", "Event_TalkNotHeld");
        assertThat(driver.get(number).offer().state()).isEqualTo(Offer.State.DECLINED);
        assertThat(driver.openTasks(number)).containsExactly("Task_ReviewRefund");
    }

    @Test
    void confirmingDuringATalkGivesTheTalkUp() {
        CaseNumber number = draft(ReasonCode.NOT_AS_PROMISED);

        cancellations.confirm(number, driver.customer(number));
        driver.work(number);

        assertThat(driver.get(number).offer().state()).isEqualTo(Offer.State.EXPIRED);
        assertThat(driver.get(number).request().isDraft()).isFalse();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.IN_REVIEW);
        assertThat(driver.openTasks(number))
                .as("nobody's silence holds up a declared request")
                .containsExactly("Task_ReviewRefund");
        assertThat(driver.passed(number)).contains("Task_GiveUpTalk").doesNotContain("Event_TalkHeld");
    }

    @ParameterizedTest
    @CsvSource({"STAYS, '  ', REASON_MISSING", "LEAVES, '', REASON_MISSING", "PERHAPS, talked, DECISION_MISSING"})
    void anIncompleteResultOfATalkIsRefused(String result, String note, Why why) {
        CaseNumber number = draft(ReasonCode.NOT_AS_PROMISED);
        CancellationCase before = driver.get(number);

        assertThat(driver.refusal(number, TALK, "mei", Map.of("talkResult", result, "note", note)))
                .isEqualTo(why);

        assertThat(driver.get(number)).isEqualTo(before);
        assertThat(driver.openTasks(number)).containsExactly(TALK);
    }

    @Test
    void whatWasSaidLeavesNoTraceInTheEngine() {
        String canary = "canary-" + UUID.randomUUID();
        CaseNumber number = draft(ReasonCode.NOT_AS_PROMISED);

        driver.complete(number, TALK, "mei", Map.of("talkResult", "LEAVES", "note", canary));

        assertThat(driver.engineTablesWith(canary)).isEmpty();
    }

    @Test
    void aCustomerGetsOneOfferAYear() {
        String customer = "cust-" + UUID.randomUUID();
        CaseNumber first = declaredBy(customer);
        assertThat(driver.get(first).offer()).isNotNull();

        clock.plus(Duration.ofDays(300));
        CaseNumber second = declaredBy(customer);
        assertNoOffer(second);
        assertThat(driver.passed(second)).contains("Task_ChooseOffer", "Event_NoOffer");
        assertThat(driver.variable(second, "earlierOffers")).isEqualTo(1);

        clock.plus(Duration.ofDays(66));
        CaseNumber third = declaredBy(customer);
        assertThat(driver.get(third).offer()).isNotNull();
    }

    private CaseNumber declaredBy(String customer) {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> x.customer = customer)),
                w -> w.with(x -> x.reason = ReasonCode.TOO_EXPENSIVE));
        driver.work(number);
        return number;
    }

    private CaseNumber declared(ReasonCode reason) {
        CaseNumber number = driver.declare(driver.subscription(s -> s), w -> w.with(x -> x.reason = reason));
        driver.work(number);
        return number;
    }

    private CaseNumber draft(ReasonCode reason) {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> x.points = 10)),
                w -> w.with(x -> {
                    x.reason = reason;
                    x.talkWanted = reason == ReasonCode.NOT_AS_PROMISED;
                    x.confirmed = false;
                }));
        driver.work(number);
        return number;
    }

    private void assertNoOffer(CaseNumber number) {
        assertThat(driver.get(number).offer()).isNull();
        assertThat(driver.letters(number)).doesNotContain("OFFER");
        assertThat(driver.passed(number))
                .doesNotContain("Task_SendOffer", TALK)
                .contains("SubProcess_CheckNoticePeriod");
        assertThat(driver.events(number)).doesNotContain(Kind.OFFER_MADE);
    }

    private void assertWaitsForConfirmation(CaseNumber number, Offer.State offer) {
        assertThat(driver.get(number).offer().state()).isEqualTo(offer);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.AWAITING_CONFIRMATION);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.CONFIRM);
        assertThat(driver.letters(number)).contains("CONFIRMATION_REQUEST");
        assertThat(driver.offersApplied(number)).isEmpty();
    }

    private void assertRetained(CaseNumber number, String... applied) {
        assertThat(driver.isEnded(number)).isTrue();
        assertThat(driver.passed(number))
                .containsSubsequence(
                        "Task_ApplyOffer", "Task_RestoreRenewal", "Task_ConfirmRetention", "Event_Retained");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.RETAINED);
        assertThat(driver.get(number).endedAt()).isNotNull();
        assertThat(driver.get(number).offer().state()).isEqualTo(Offer.State.ACCEPTED);
        assertThat(driver.get(number).renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.ON);
        assertThat(driver.subscriptionOf(number).pointsState()).isEqualTo(io.fairwell.subscription.PointsState.USABLE);
        assertThat(driver.offersApplied(number)).containsExactly(applied);
        assertThat(driver.letters(number)).endsWith("RETAINED").doesNotContain("COMPLETED", "WITHDRAWN");
        assertThat(driver.paymentsAtTheGateway(number)).isZero();
    }
}
