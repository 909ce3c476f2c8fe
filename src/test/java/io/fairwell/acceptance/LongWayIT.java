package io.fairwell.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cases that need everybody: the customer, support, a supervisor and a timer. */
class LongWayIT {

    private static RunningDemo demo;
    private static Person agent;
    private static Person supervisor;
    private static Mailbox mailbox;

    @BeforeAll
    static void start() {
        demo = RunningDemo.start("--fairwell.deadlines.offer=PT2S", "--fairwell.deadlines.look-up=PT1S");
        agent = Person.signIn(demo, "agent");
        supervisor = Person.signIn(demo, "supervisor");
        mailbox = new Mailbox(demo);
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void aRefundThatTheGatewayDoesNotAnswerForBecomesWorkForSupport() {
        String number = Cases.declare(demo, """
                        {"subscriptionId":"sub-poison-1","effective":{"mode":"IMMEDIATE"},"confirmed":true,
                         "identity":{"attestedBy":"shop"}}""").expect(201).text("/caseNumber");

        Answer stuck = Cases.awaitWhat(demo, number, "RESOLVE_REFUND");
        assertThat(stuck.text("/refund/state")).isEqualTo("UNKNOWN");
        assertThat(stuck.text("/awaiting/who")).isEqualTo("SUPPORT");
        agent.submit(
                        agent.task(number, "Resolve refund"),
                        Map.of("refundResolution", "PAID_BY_HAND", "note", "Paid by bank transfer."))
                .expect(204);

        Answer done = Cases.awaitStatus(demo, number, "COMPLETED");
        assertThat(done.text("/refund/state")).isEqualTo("PAID");
        assertThat(demo.number("SELECT count(*) FROM sandbox_payment WHERE case_number = '" + number + "'"))
                .isZero();
    }

    @Test
    void aDraftFromAForgottenCodeToItsWithdrawal() {
        new Agreement("sub-long-way", "retail-annual", "36500.00", 3).put(demo);
        String number = Cases.declare(demo, """
                        {"subscriptionId":"sub-long-way","effective":{"mode":"DATE","date":"%s"},"locale":"en",
                         "reason":{"code":"TOO_EXPENSIVE"}}""".formatted(Agreement.today().plusDays(10)))
                .expect(201)
                .text("/caseNumber");

        enterWrongCodes(number);
        clarifyIdentity(number);
        letTheOfferLapse(number);
        decideWithFourEyes(number);
        confirmAndWithdraw(number);

        assertThat(Cases.timeline(demo, number))
                .containsSubsequence(
                        "RECEIVED",
                        "CODE_REJECTED",
                        "IDENTITY_REVIEW_NEEDED",
                        "INFORMATION_REQUESTED",
                        "INFORMATION_RECEIVED",
                        "IDENTITY_VERIFIED",
                        "RENEWAL_ON_HOLD",
                        "QUOTED",
                        "OFFER_MADE",
                        "OFFER_EXPIRED",
                        "REFUND_REVIEW_NEEDED",
                        "REFUND_PREPARED",
                        "REFUND_SENT_BACK",
                        "REFUND_PREPARED",
                        "REFUND_APPROVED",
                        "CONFIRMATION_REQUESTED",
                        "CONFIRMED",
                        "SCHEDULED",
                        "WITHDRAWAL_REQUESTED",
                        "RENEWAL_RESTORED",
                        "WITHDRAWN");
        assertThat(demo.number("SELECT count(*) FROM sandbox_payment WHERE case_number = '" + number + "'"))
                .isZero();
    }

    private static void enterWrongCodes(String number) {
        assertThat(Cases.awaitWhat(demo, number, "ENTER_CODE").text("/status")).isEqualTo("VERIFYING");
        String wrong = mailbox.code(number).equals("000000") ? "000001" : "000000";
        for (int attempt = 1; attempt <= 5; attempt++) {
            Cases.awaitWhat(demo, number, "ENTER_CODE");
            Cases.act(demo, number, "verification", "{\"code\":\"" + wrong + "\"}")
                    .expect(200);
        }
        Answer review = Cases.awaitWhat(demo, number, "REVIEW_IDENTITY");
        assertThat(review.text("/awaiting/who")).isEqualTo("SUPPORT");
        assertThat(review.text("/status")).isEqualTo("VERIFYING");
        assertThat(Cases.act(demo, number, "verification", "{\"code\":\"" + mailbox.code(number) + "\"}")
                        .status())
                .as("the right code comes too late")
                .isEqualTo(409);
    }

    private static void clarifyIdentity(String number) {
        String task = agent.task(number, "Review identity");
        agent.submit(task, Map.of("identityDecision", "ASK", "question", "When was your last payment?"))
                .expect(204);
        assertThat(Cases.awaitWhat(demo, number, "PROVIDE_INFORMATION").text("/awaiting/who"))
                .isEqualTo("CUSTOMER");
        assertThat(mailbox.letter(number, "INFORMATION_REQUEST")).contains("When was your last payment?");
        assertThat(agent.tasks(number).json()).isEmpty();

        Cases.act(demo, number, "information", "{\"text\":\"On the second of the month.\"}")
                .expect(200);
        Cases.awaitWhat(demo, number, "REVIEW_IDENTITY");
        agent.submit(
                        agent.task(number, "Review identity"),
                        Map.of("identityDecision", "VERIFIED", "note", "Payment date matches."))
                .expect(204);
    }

    private static void letTheOfferLapse(String number) {
        Answer review = Cases.awaitWhat(demo, number, "REVIEW_REFUND");

        assertThat(review.text("/offer/state")).isEqualTo("EXPIRED");
        assertThat(review.text("/status")).isEqualTo("IN_REVIEW");
        assertThat(review.text("/renewal")).isEqualTo("ON_HOLD");
        assertThat(mailbox.kinds(number)).contains("OFFER");
    }

    private static void decideWithFourEyes(String number) {
        agent.submit(agent.task(number, "Review refund"), Map.of("reviewDecision", "APPROVE"))
                .expect(204);
        assertThat(Cases.awaitWhat(demo, number, "APPROVE_REFUND").text("/awaiting/who"))
                .isEqualTo("SUPERVISOR");
        assertThat(agent.tasks(number).json()).as("not the agents' work").isEmpty();
        supervisor
                .submit(
                        supervisor.task(number, "Approve refund"),
                        Map.of("approvalDecision", "SEND_BACK", "note", "Please check the invoice again."))
                .expect(204);
        Cases.awaitWhat(demo, number, "REVIEW_REFUND");
        agent.submit(agent.task(number, "Review refund"), Map.of("reviewDecision", "APPROVE"))
                .expect(204);
        Cases.awaitWhat(demo, number, "APPROVE_REFUND");
        supervisor
                .submit(supervisor.task(number, "Approve refund"), Map.of("approvalDecision", "APPROVE"))
                .expect(204);
    }

    private static void confirmAndWithdraw(String number) {
        Answer draft = Cases.awaitWhat(demo, number, "CONFIRM");
        assertThat(draft.text("/status")).isEqualTo("AWAITING_CONFIRMATION");
        assertThat(draft.text("/refund/state")).isEqualTo("APPROVED");
        assertThat(draft.text("/refund/amount/amount"))
                .isEqualTo(draft.text("/quote/statement/refund/amount"))
                .endsWith(".33");

        Cases.act(demo, number, "confirmation", "{}").expect(200);
        Answer scheduled = Cases.awaitStatus(demo, number, "SCHEDULED");
        assertThat(scheduled.text("/awaiting/what")).isEqualTo("EFFECTIVE_DATE");
        assertThat(scheduled.text("/effectiveOn"))
                .isEqualTo(Agreement.today().plusDays(10).toString());

        Cases.act(demo, number, "withdrawal", "{}").expect(200);
        Cases.awaitStatus(demo, number, "WITHDRAWN");
        // The customer is told at once; what had been stopped is set going again by the step that follows.
        Cases.awaitValue(demo, number, "/renewal", "ON", Cases.PATIENCE);
        assertThat(demo.get("/api/v1/subscriptions/sub-long-way").expect(200).text("/renewal"))
                .isEqualTo("ON");
        assertThat(mailbox.letter(number, "WITHDRAWN")).contains(number);
    }

    @Test
    void whoPreparesARefundDoesNotApproveIt() {
        new Agreement("sub-long-way-four-eyes", "retail-annual", "36500.00", 3).put(demo);
        String number = Cases.declare(demo, """
                        {"subscriptionId":"sub-long-way-four-eyes","effective":{"mode":"IMMEDIATE"},"locale":"en",
                         "identity":{"attestedBy":"app"},"confirmed":true}""").expect(201).text("/caseNumber");
        supervisor
                .submit(supervisor.task(number, "Review refund"), Map.of("reviewDecision", "APPROVE"))
                .expect(204);
        String approval = supervisor.task(number, "Approve refund");

        Answer refused = supervisor.submit(approval, Map.of("approvalDecision", "APPROVE"));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(500); // the engine's word for what a form refuses
        assertThat(refused.body())
                .contains("Four eyes: whoever prepared this decision (supervisor) cannot approve it.")
                .doesNotContain("\tat ");
        assertThat(agent.submitUnclaimed(approval, Map.of("approvalDecision", "APPROVE"))
                        .status())
                .as("an agent is no supervisor")
                .isBetween(401, 404);
        Answer unchanged = Cases.get(demo, number);
        assertThat(unchanged.text("/awaiting/what")).isEqualTo("APPROVE_REFUND");
        assertThat(unchanged.text("/refund/state")).isEqualTo("PENDING_APPROVAL");
        assertThat(supervisor.task(number, "Approve refund")).isEqualTo(approval);
    }

    @Test
    void aSmallerRefundIsAskedForAgainAndThenPaid() {
        new Agreement("sub-long-way-adjusted", "retail-annual", "900.00", 3).put(demo);
        String number = Cases.declare(demo, """
                        {"subscriptionId":"sub-long-way-adjusted","effective":{"mode":"IMMEDIATE"},"locale":"en",
                         "confirmed":true}""").expect(201).text("/caseNumber");

        Cases.awaitWhat(demo, number, "ENTER_CODE");
        Cases.act(demo, number, "verification", "{\"code\":\"" + mailbox.code(number) + "\"}")
                .expect(200);
        assertThat(Cases.awaitWhat(demo, number, "REVIEW_REFUND").text("/quote/statement/refund/amount"))
                .isEqualTo("550.00");
        agent.submit(
                        agent.task(number, "Review refund"),
                        Map.of("reviewDecision", "ADJUST", "adjustedAmount", "500.00", "note", "A benefit was used."))
                .expect(204);
        Answer asked = Cases.awaitWhat(demo, number, "CONFIRM");
        assertThat(asked.text("/refund/amount/amount")).isEqualTo("500.00");
        assertThat(Cases.act(demo, number, "offer-decision", "{\"decision\":\"ACCEPT\"}")
                        .status())
                .isEqualTo(409);

        Cases.act(demo, number, "confirmation", "{}").expect(200);

        Answer done = Cases.awaitStatus(demo, number, "COMPLETED");
        assertThat(done.text("/refund/state")).isEqualTo("PAID");
        assertThat(done.text("/refund/amount/amount")).isEqualTo("500.00");
        assertThat(done.text("/renewal")).isEqualTo("OFF");
        assertThat(demo.number("SELECT amount_minor FROM sandbox_payment WHERE case_number = '" + number + "'"))
                .isEqualTo(50000);
    }
}
