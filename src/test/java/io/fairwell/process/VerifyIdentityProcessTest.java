package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.TransitionNotAllowed;
import io.fairwell.identity.CheckResult;
import io.fairwell.identity.ResendsUsedUp;
import io.fairwell.identity.Verification;
import io.fairwell.subscription.Subscription;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@FairwellTest
class VerifyIdentityProcessTest {

    private static final String REVIEW = "Task_ReviewIdentity";

    /** Support works in Shanghai; its day ends at 18:00, which is 10:00 UTC. */
    private static final Instant DUE = Instant.parse("2026-03-11T10:00:00Z");

    private static final Instant ESCALATION = Instant.parse("2026-03-13T10:00:00Z");

    @Autowired
    private CaseDriver driver;

    @Autowired
    private Cancellations cancellations;

    @Autowired
    private Verification verification;

    @Autowired
    private CaseFiles files;

    @Autowired
    private MutableClock clock;

    @Test
    void whoeverUpstreamVouchesForIsAskedNothing() {
        CaseNumber number = driver.declare(driver.subscription(s -> s), w -> w);

        assertThat(driver.passed(number))
                .contains("Event_IdentityAttested", "SubProcess_VerifyIdentity")
                .doesNotContain("Gateway_Method");
        assertThat(driver.get(number).identity().method()).isEqualTo(IdentityMethod.ATTESTED);
        assertThat(driver.letters(number)).containsExactly("RECEIPT");
    }

    @Test
    void theRightCodeAtOnce() {
        CaseNumber number = withCode();
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.VERIFYING);
        assertAwaits(number, Who.CUSTOMER, What.ENTER_CODE, MutableClock.START.plus(Duration.ofHours(24)));
        assertThat(driver.letters(number)).containsExactly("RECEIPT", "CODE");

        verification.enter(number, driver.sentCode(number), driver.customer(number));

        assertThat(driver.passed(number))
                .contains("Task_SendCode", "Event_CodeEntered", "Task_CheckCode", "Event_IdentityVerifiedByCode")
                .doesNotContain(REVIEW, "Event_NewCodeRequested");
        assertVerified(number, IdentityMethod.CODE);
    }

    @Test
    void wrongTwiceAndThenRight() {
        CaseNumber number = withCode();

        enterWrong(number, 2);
        assertAwaits(number, Who.CUSTOMER, What.ENTER_CODE, MutableClock.START.plus(Duration.ofHours(24)));
        assertThat(verification.attemptsLeft(number)).isEqualTo(3);
        verification.enter(number, driver.sentCode(number), driver.customer(number));

        assertThat(driver.passed(number))
                .contains("Event_IdentityVerifiedByCode")
                .doesNotContain(REVIEW);
        assertThat(driver.events(number))
                .containsSubsequence(Kind.CODE_SENT, Kind.CODE_REJECTED, Kind.CODE_REJECTED, Kind.IDENTITY_VERIFIED);
        assertVerified(number, IdentityMethod.CODE);
    }

    @Test
    void fiveWrongCodesBringItToAPerson() {
        CaseNumber number = withCode();

        enterWrong(number, 5);

        assertInReview(number);
        assertThat(verification.lastResult(number)).contains(CheckResult.EXHAUSTED);
        assertThat(driver.get(number).identity().state()).isEqualTo(Identity.State.OPEN);
        String right = driver.sentCode(number);
        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> verification.enter(number, right, driver.customer(number)));
        assertInReview(number);
    }

    @Test
    void anotherCodeIsSentThreeTimesAndReplacesTheFormer() {
        CaseNumber number = withCode();
        String first = driver.sentCode(number);

        for (int i = 0; i < 3; i++) {
            clock.plus(Duration.ofMinutes(1));
            verification.resend(number, driver.customer(number));
        }

        assertThat(driver.letters(number)).filteredOn("CODE"::equals).hasSize(4);
        assertThatExceptionOfType(ResendsUsedUp.class)
                .isThrownBy(() -> verification.resend(number, driver.customer(number)));
        assertThat(driver.letters(number)).filteredOn("CODE"::equals).hasSize(4);
        String last = driver.sentCode(number);
        if (!first.equals(last)) {
            verification.enter(number, first, driver.customer(number));
            assertThat(verification.lastResult(number)).contains(CheckResult.WRONG);
        }
        verification.enter(number, last, driver.customer(number));
        assertThat(driver.passed(number)).contains("Event_NewCodeRequested", "Event_IdentityVerifiedByCode");
        assertVerified(number, IdentityMethod.CODE);
    }

    /** Ten cases of one customer within a day: in the eleventh no code is sent, and nobody is turned away. */
    @Test
    void tooManyCodesForOneCustomerBringTheNextCaseToAPerson() {
        String customer = "cust-" + java.util.UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            assertThat(driver.letters(withCode(customer))).contains("CODE");
        }
        CaseNumber eleventh = withCode(customer);

        assertThat(driver.letters(eleventh)).containsExactly("RECEIPT");
        assertThat(driver.timer(eleventh, "Event_CodeWaitOver").getDuedate().toInstant())
                .isEqualTo(clock.instant());
        driver.fire(eleventh, "Event_CodeWaitOver");
        assertInReview(eleventh);
        assertThat(driver.letters(withCode())).contains("CODE");
    }

    @Test
    void anExpiredCodeIsAWrongOneAndANewOneHelps() {
        CaseNumber number = withCode();
        clock.plus(Duration.ofMinutes(10));

        verification.enter(number, driver.sentCode(number), driver.customer(number));

        assertThat(verification.lastResult(number)).contains(CheckResult.EXPIRED);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.ENTER_CODE);
        verification.resend(number, driver.customer(number));
        verification.enter(number, driver.sentCode(number), driver.customer(number));
        assertVerified(number, IdentityMethod.CODE);
    }

    @Test
    void theProofIsSentToTheContactOnFileWhoeverAsks() {
        Subscription subscription = driver.subscription(s -> s);
        Contact stranger = new Contact("stranger@example.org", "+8613900000000", "A. Stranger");

        CaseNumber number = driver.declare(
                subscription,
                w -> w.with(x -> {
                    x.attested = false;
                    x.contact = stranger;
                }));

        assertThat(driver.recipients(number))
                .containsOnly(subscription.contact().email());
    }

    @Test
    void withoutAContactOnFileAPersonLooksAtItEvenIfTheRequestNamesOne() {
        Subscription subscription = driver.subscription(s -> s.with(x -> x.contact = Contact.NONE));

        CaseNumber number = driver.declare(
                subscription,
                w -> w.with(x -> {
                    x.attested = false;
                    x.contact = new Contact("stranger@example.org", null, null);
                }));

        assertInReview(number);
        assertThat(driver.letters(number)).doesNotContain("CODE");
    }

    @Test
    void anAttestedRequestMayNameAnotherContact() {
        Subscription subscription = driver.subscription(s -> s);

        CaseNumber number =
                driver.declare(subscription, w -> w.with(x -> x.contact = new Contact("new@example.org", null, null)));

        assertThat(driver.recipients(number)).containsOnly("new@example.org");
    }

    @Test
    void aWrongCodeGivesNoMoreTimeThanTheCustomerWasTold() {
        CaseNumber number = withCode();
        Instant until = driver.get(number).awaiting().until();
        clock.plus(Duration.ofMinutes(5));

        enterWrong(number, 1);

        assertThat(driver.timer(number, "Event_CodeWaitOver").getDuedate().toInstant())
                .isEqualTo(until);
        assertThat(driver.get(number).awaiting().until()).isEqualTo(until);
    }

    @Test
    void whenNobodyEntersACodeAPersonLooksAtIt() {
        CaseNumber number = withCode();

        driver.fire(number, "Event_CodeWaitOver");

        assertInReview(number);
        assertThat(driver.passed(number)).contains("Event_CodeWaitOver").doesNotContain("Task_CheckCode");
    }

    @Test
    void theLastDigitsOfTheCard() {
        CaseNumber number = withCard();
        assertAwaits(number, Who.CUSTOMER, What.ENTER_CODE, MutableClock.START.plus(Duration.ofHours(24)));
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.VERIFYING);

        verification.enter(number, "9999", driver.customer(number));
        assertThat(driver.get(number).identity().state()).isEqualTo(Identity.State.OPEN);
        verification.enter(number, "1234", driver.customer(number));

        assertThat(driver.passed(number))
                .contains("Task_CheckCode", "Event_IdentityVerifiedByCode")
                .doesNotContain("Task_SendCode", REVIEW);
        assertThat(driver.letters(number)).containsExactly("RECEIPT");
        assertVerified(number, IdentityMethod.CARD);
    }

    @Test
    void noOtherCardDigitsCanBeSent() {
        CaseNumber number = withCard();

        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> verification.resend(number, driver.customer(number)));
        assertThat(driver.get(number).awaiting().what()).isEqualTo(What.ENTER_CODE);
    }

    @Test
    void fiveWrongDigitsBringItToAPerson() {
        CaseNumber number = withCard();

        for (int i = 0; i < 5; i++) {
            verification.enter(number, "000" + i, driver.customer(number));
        }

        assertInReview(number);
    }

    @Test
    void cardDigitsOfAnUnknownCardMeanPapers() {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s),
                w -> w.with(x -> {
                    x.attested = false;
                    x.method = IdentityMethod.CARD;
                }));

        assertInReview(number);
    }

    @Test
    void papersGoToAPersonAtOnce() {
        CaseNumber number = withPapers();

        assertInReview(number);
        assertThat(driver.passed(number)).doesNotContain("Task_SendCode");
    }

    @Test
    void aCodeThatCannotBeSentAnywhereMeansPapers() {
        Subscription subscription = driver.subscription(s -> s.with(x -> x.contact = Contact.NONE));

        CaseNumber number = driver.declare(subscription, w -> w.with(x -> x.attested = false));

        assertInReview(number);
        assertThat(driver.passed(number)).doesNotContain("Task_SendCode");
    }

    @Test
    void aPersonFindsTheIdentityEstablished() {
        CaseNumber number = withPapers();

        driver.complete(number, REVIEW, "mei", Map.of("identityDecision", "VERIFIED", "note", "passport shown"));

        assertThat(driver.passed(number)).contains("Event_IdentityVerifiedByReview", "SubProcess_CheckNoticePeriod");
        assertVerified(number, IdentityMethod.PAPERS);
        assertThat(driver.get(number).identity().by().id()).isEqualTo("mei");
        assertThat(files.messages(number)).singleElement().satisfies(message -> {
            assertThat(message.direction()).isEqualTo(Direction.INTERNAL);
            assertThat(message.text()).isEqualTo("passport shown");
        });
    }

    @Test
    void theAnswerToAQuestionBringsItBackToReview() {
        CaseNumber number = asked("Which branch did you sign at?");
        assertAwaits(number, Who.CUSTOMER, What.PROVIDE_INFORMATION, MutableClock.START.plus(Duration.ofDays(14)));
        assertThat(driver.openTasks(number)).isEmpty();
        assertThat(driver.letters(number)).endsWith("INFORMATION_REQUEST");
        assertThat(driver.letter(number, "INFORMATION_REQUEST")).contains("Which branch did you sign at?");

        cancellations.provideInformation(number, "In Pudong", List.of(), driver.customer(number));

        assertInReview(number);
        assertThat(driver.passed(number))
                .contains("Event_InformationReceived")
                .doesNotContain("Event_InformationOverdue");
        assertThat(files.messages(number))
                .extracting(message -> message.direction() + " " + message.text())
                .containsExactly("TO_CUSTOMER Which branch did you sign at?", "FROM_CUSTOMER In Pudong");
    }

    @Test
    void remindersAfterTwoAndFiveDaysAndBackAfterFourteen() {
        CaseNumber number = asked("Which branch?");
        Instant asked = MutableClock.START;
        assertThat(driver.timer(number, "Event_InformationReminderDue").getDuedate())
                .isEqualTo(Date.from(asked.plus(Duration.ofDays(2))));

        clock.set(asked.plus(Duration.ofDays(2)));
        driver.fire(number, "Event_InformationReminderDue");
        assertThat(driver.variable(number, "remindAt")).isEqualTo(Date.from(asked.plus(Duration.ofDays(5))));
        assertThat(driver.timer(number, "Event_InformationReminderDue").getDuedate())
                .isEqualTo(Date.from(asked.plus(Duration.ofDays(5))));

        clock.set(asked.plus(Duration.ofDays(5)));
        driver.fire(number, "Event_InformationReminderDue");
        assertThat(driver.letters(number))
                .filteredOn("INFORMATION_REMINDER"::equals)
                .hasSize(2);
        assertThat(driver.timer(number, "Event_InformationReminderDue").getDuedate())
                .as("no third reminder before the wait is over")
                .isAfter(Date.from(asked.plus(Duration.ofDays(14))));
        assertThat(driver.timer(number, "Event_InformationOverdue").getDuedate())
                .as("reminders do not prolong the wait")
                .isEqualTo(Date.from(asked.plus(Duration.ofDays(14))));

        clock.set(asked.plus(Duration.ofDays(14)));
        driver.fire(number, "Event_InformationOverdue");
        assertThat(driver.openTasks(number)).containsExactly(REVIEW);
        assertThat(driver.get(number).awaiting().who()).isEqualTo(Who.SUPPORT);
        CaseNumber unanswered = number;
        assertThatExceptionOfType(TransitionNotAllowed.class)
                .isThrownBy(() -> cancellations.provideInformation(
                        unanswered, "too late", List.of(), driver.customer(unanswered)));
    }

    @Test
    void asksASecondTimeWithALetterOfItsOwn() {
        CaseNumber number = asked("First question?");
        cancellations.provideInformation(number, "First answer", List.of(), driver.customer(number));

        driver.complete(number, REVIEW, "mei", Map.of("identityDecision", "ASK", "question", "Second question?"));

        assertThat(driver.letters(number))
                .filteredOn("INFORMATION_REQUEST"::equals)
                .hasSize(2);
        assertThat(driver.letter(number, "INFORMATION_REQUEST"))
                .contains("Second question?")
                .doesNotContain("First question?");
    }

    @Test
    void overdueReviewsAreShownToSupervisorsAndStayWhereTheyAre() {
        CaseNumber number = withPapers();
        Task before = driver.task(number, REVIEW);
        assertThat(driver.timer(number, "Event_IdentityReviewOverdue").getDuedate())
                .isEqualTo(Date.from(ESCALATION));

        driver.fire(number, "Event_IdentityReviewOverdue");

        Task after = driver.task(number, REVIEW);
        assertThat(after.getId()).isEqualTo(before.getId());
        assertThat(after.getPriority()).isGreaterThan(before.getPriority());
        assertThat(driver.candidateGroups(number, REVIEW)).containsExactlyInAnyOrder("support", "supervisors");
        assertThat(driver.passed(number)).contains("Event_IdentityReviewEscalated", "Task_EscalateWork");
        assertThat(driver.events(number)).contains(Kind.ESCALATED);
        assertAwaits(number, Who.SUPPORT, What.REVIEW_IDENTITY, DUE);
        driver.complete(number, REVIEW, "chen", Map.of("identityDecision", "VERIFIED", "note", "seen"));
        assertVerified(number, IdentityMethod.PAPERS);
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFIED, , REASON_MISSING",
        "VERIFIED, '   ', REASON_MISSING",
        "NOT_VERIFIED, , REASON_MISSING",
        "NOT_VERIFIED, '  ', REASON_MISSING",
        ", seen, DECISION_MISSING",
        "MAYBE, seen, DECISION_MISSING",
        "ASK, seen, QUESTION_MISSING"
    })
    void anIncompleteDecisionIsRefusedAndNothingIsHalfDone(String decision, String note, Why why) {
        CaseNumber number = withPapers();
        CancellationCase before = driver.get(number);
        Task task = driver.task(number, REVIEW);
        Map<String, Object> form = new HashMap<>();
        form.put("identityDecision", decision);
        form.put("note", note);

        assertThat(driver.refusal(number, REVIEW, "mei", form)).isEqualTo(why);

        assertThat(driver.task(number, REVIEW).getId()).isEqualTo(task.getId());
        assertThat(driver.get(number)).isEqualTo(before);
        assertThat(files.messages(number)).isEmpty();
        assertThat(driver.variable(number, "note")).isNull();
        assertThat(driver.variable(number, "identityDecision")).isNull();
    }

    @Test
    void aBlankQuestionIsRefused() {
        CaseNumber number = withPapers();

        assertThat(driver.refusal(number, REVIEW, "mei", Map.of("identityDecision", "ASK", "question", " \n ")))
                .isEqualTo(Why.QUESTION_MISSING);

        assertInReview(number);
        assertThat(driver.letters(number)).containsExactly("RECEIPT");
    }

    @Test
    void anEarlierDecisionDoesNotStandInForTheNext() {
        CaseNumber number = asked("Which branch?");
        cancellations.provideInformation(number, "In Pudong", List.of(), driver.customer(number));

        assertThat(driver.variable(number, "identityDecision")).isNull();
        assertThat(driver.refusal(number, REVIEW, "mei", Map.of("question", "And which month?")))
                .isEqualTo(Why.DECISION_MISSING);
        assertInReview(number);
    }

    @Test
    void whatPeopleWriteLeavesNoTraceInTheEngine() {
        String canary = "canary-" + UUID.randomUUID();
        CaseNumber number = withPapers();

        driver.complete(
                number,
                REVIEW,
                "mei",
                Map.of(
                        "identityDecision",
                        "ASK",
                        "question",
                        canary + " question",
                        "note",
                        canary + " typed before",
                        "fieldThatNobodyKnows",
                        canary + " past the form"));
        assertThat(driver.engineTablesWith(canary)).isEmpty();
        cancellations.provideInformation(number, canary + " answer", List.of(), driver.customer(number));
        assertThat(driver.engineTablesWith(canary)).isEmpty();
        assertThat(driver.refusal(number, REVIEW, "mei", Map.of("note", canary)))
                .isEqualTo(Why.DECISION_MISSING);
        assertThat(driver.engineTablesWith(canary)).isEmpty();
        driver.complete(
                number,
                REVIEW,
                "mei",
                Map.of("identityDecision", "VERIFIED", "note", canary.repeat(100), "question", canary + " changed"));

        assertThat(driver.engineTablesWith(canary)).isEmpty();
        assertThat(driver.engineTablesWith(number.value()))
                .as("the search itself works")
                .isNotEmpty();
        assertThat(files.messages(number))
                .hasSize(3)
                .allSatisfy(message -> assertThat(message.text()).startsWith(canary));
    }

    @Test
    void codesLeaveNoTraceInTheEngine() {
        CaseNumber number = withCode();
        String code = driver.sentCode(number);
        verification.enter(number, code, driver.customer(number));

        assertThat(driver.passed(number)).contains("Task_CheckCode");
        assertThat(driver.variablesEver(number)).isNotEmpty().doesNotContain(code);
    }

    private CaseNumber withCode() {
        return driver.declare(driver.subscription(s -> s), w -> w.with(x -> x.attested = false));
    }

    private CaseNumber withCode(String customer) {
        return driver.declare(
                driver.subscription(s -> s.with(x -> x.customer = customer)), w -> w.with(x -> x.attested = false));
    }

    private CaseNumber withCard() {
        Subscription subscription = driver.subscription(s -> s.with(x -> x.cardMask = "622588XXXXXX1234"));
        return driver.declare(
                subscription,
                w -> w.with(x -> {
                    x.attested = false;
                    x.method = IdentityMethod.CARD;
                }));
    }

    private CaseNumber withPapers() {
        return driver.declare(
                driver.subscription(s -> s),
                w -> w.with(x -> {
                    x.attested = false;
                    x.method = IdentityMethod.PAPERS;
                }));
    }

    private CaseNumber asked(String question) {
        CaseNumber number = withPapers();
        driver.complete(number, REVIEW, "mei", Map.of("identityDecision", "ASK", "question", question));
        return number;
    }

    private void enterWrong(CaseNumber number, int times) {
        String wrong = driver.sentCode(number).equals("000000") ? "000001" : "000000";
        for (int i = 0; i < times; i++) {
            verification.enter(number, wrong, driver.customer(number));
        }
    }

    private void assertVerified(CaseNumber number, IdentityMethod method) {
        driver.work(number);
        assertThat(driver.get(number).identity().state()).isEqualTo(Identity.State.VERIFIED);
        assertThat(driver.get(number).identity().method()).isEqualTo(method);
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.SCHEDULED);
        assertThat(driver.openTasks(number)).isEmpty();
    }

    private void assertInReview(CaseNumber number) {
        Task task = driver.task(number, REVIEW);
        assertThat(task.getDueDate()).isEqualTo(Date.from(DUE));
        assertThat(driver.candidateGroups(number, REVIEW)).containsExactly("support");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.VERIFYING);
        assertAwaits(number, Who.SUPPORT, What.REVIEW_IDENTITY, DUE);
    }

    private void assertAwaits(CaseNumber number, Who who, What what, Instant until) {
        assertThat(driver.get(number).awaiting().who()).isEqualTo(who);
        assertThat(driver.get(number).awaiting().what()).isEqualTo(what);
        assertThat(driver.get(number).awaiting().until()).isEqualTo(until);
    }
}
