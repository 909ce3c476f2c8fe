package io.fairwell.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Killed in the middle of its work, twice, the application forgets nothing that it has answered for, does nothing twice
 * that costs money, and goes on by itself.
 */
class KillIT {

    private static final int ROUNDS = 2;
    private static final int BURST = 24;
    private static final int CLIENTS = 6;
    /** Killed after that many answers: some requests are done, some under way, some not sent. */
    private static final int ANSWERS_BEFORE_THE_KILL = 9;
    /** A job of the dead process runs again when its lock has expired. */
    private static final Duration LOCK = Duration.ofSeconds(15);

    private static final Duration RECOVERY = LOCK.plusSeconds(90);
    private static final Pattern ERROR = Pattern.compile("^\\S+ +ERROR .*", Pattern.MULTILINE);

    private RunningDemo demo;
    /** Case number by what waits there, for cases that stand still over both kills. */
    private final Map<String, String> resting = new HashMap<>();
    /** What clients were told: case number by key; the key is also the subscription. */
    private final Map<String, String> told = new ConcurrentHashMap<>();

    @BeforeEach
    void start() {
        demo = RunningDemo.start(
                "--camunda.bpm.job-execution.lock-time-in-millis=" + LOCK.toMillis(),
                "--fairwell.refund.connect-timeout=1s",
                "--fairwell.refund.read-timeout=2s");
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void nothingIsLostAndNothingIsPaidTwice() throws Exception {
        rest();
        Person agent = Person.signIn(demo, "agent");
        String task = agent.task(resting.get("REVIEW_REFUND"), "Review refund");
        List<Agreement> all = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            List<Agreement> burst = agreements(round);
            killInTheMiddleOf(burst);
            demo.startAgain();
            repeat(burst);
            all.addAll(burst);
        }
        for (Agreement one : all) {
            requireDoneOnce(one);
        }
        for (Map.Entry<String, String> entry : resting.entrySet()) {
            assertThat(Cases.get(demo, entry.getValue()).text("/awaiting/what")).isEqualTo(entry.getKey());
        }
        assertThat(demo.number("SELECT count(*) FROM cancellation_case")).isEqualTo(resting.size() + all.size());
        assertThat(demo.number("SELECT count(*) FROM sandbox_payment")).isEqualTo(all.size());
        assertThat(demo.number("SELECT count(*) FROM act_ru_incident")).isZero();
        requireTheWorkIsStillThere(task);
        assertThat(ERROR.matcher(demo.log()).results().map(r -> r.group()))
                .as("errors in the log")
                .isEmpty();
    }

    private void rest() {
        rest("ENTER_CODE", agreement("code", "video-monthly", "25.00"), """
                {"subscriptionId":"%s","confirmed":true,"locale":"en"}""");
        rest("REVIEW_REFUND", agreement("review", "retail-annual", "900.00"), """
                {"subscriptionId":"%s","confirmed":true,"effective":{"mode":"IMMEDIATE"},
                 "identity":{"attestedBy":"app"}}""");
        rest("EFFECTIVE_DATE", agreement("scheduled", "video-monthly", "25.00"), """
                {"subscriptionId":"%s","confirmed":true,"identity":{"attestedBy":"app"}}""");
        rest("CONFIRM", agreement("draft", "video-monthly", "25.00"), """
                {"subscriptionId":"%s","identity":{"attestedBy":"app"}}""");
        rest("DECIDE_OFFER", agreement("offer", "video-monthly", "25.00"), """
                {"subscriptionId":"%s","identity":{"attestedBy":"app"},"reason":"TOO_EXPENSIVE"}""");
    }

    private void rest(String what, Agreement agreement, String wish) {
        String number =
                Cases.declare(demo, wish.formatted(agreement.id())).expect(201).text("/caseNumber");
        Cases.awaitWhat(demo, number, what);
        resting.put(what, number);
    }

    private Agreement agreement(String name, String terms, String amount) {
        return new Agreement("sub-kill-" + name, terms, amount, 3).put(demo);
    }

    private List<Agreement> agreements(int round) {
        List<Agreement> burst = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            burst.add(agreement(round + "-" + i, i % 2 == 0 ? "retail-annual" : "vip-term", "108.00"));
        }
        return burst;
    }

    private void killInTheMiddleOf(List<Agreement> burst) throws InterruptedException {
        demo.token(); // before the burst, not in it
        CountDownLatch answers = new CountDownLatch(ANSWERS_BEFORE_THE_KILL);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            burst.forEach(one -> clients.execute(() -> {
                try {
                    told.put(one.id(), send(one).expect(201).text("/caseNumber"));
                    answers.countDown();
                } catch (UncheckedIOException killedMeanwhile) {
                    // this client was told nothing and will ask again
                }
            }));
            assertThat(answers.await(2, TimeUnit.MINUTES))
                    .as("answers before the kill")
                    .isTrue();
            demo.killHard();
        } finally {
            clients.shutdown();
            assertThat(clients.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(burst).as("killed in the middle").anyMatch(one -> !told.containsKey(one.id()));
    }

    private Answer send(Agreement one) {
        return demo.post("/api/v1/cancellations", one.atOnce(), "Idempotency-Key", one.id());
    }

    /** Every client asks again, whether it had an answer or not. */
    private void repeat(List<Agreement> burst) {
        for (Agreement one : burst) {
            Answer again = send(one).expect(201);
            String before = told.putIfAbsent(one.id(), again.text("/caseNumber"));
            if (before != null) {
                assertThat(again.text("/caseNumber")).isEqualTo(before);
                assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            }
        }
    }

    private void requireDoneOnce(Agreement one) {
        String number = told.get(one.id());
        Answer done = Cases.awaitValue(demo, number, "/status", "COMPLETED", RECOVERY);
        assertThat(done.text("/refund/state")).isEqualTo("PAID");
        assertThat(Cases.timeline(demo, number))
                .containsOnlyOnce("RECEIVED", "RENEWAL_ON_HOLD", "BENEFITS_ENDED", "REFUND_PAID", "COMPLETED");
        assertThat(demo.get("/api/v1/cancellations?customerId=" + one.customer())
                        .expect(200)
                        .json()
                        .at("/items"))
                .hasSize(1);
        String minor = new java.math.BigDecimal(done.text("/refund/amount/amount"))
                .movePointRight(2)
                .toBigIntegerExact()
                .toString();
        assertThat(demo.number("SELECT count(*) FROM sandbox_payment WHERE case_number = '" + number
                        + "' AND amount_minor = " + minor))
                .isEqualTo(1);
        await().untilAsserted(
                        () -> assertThat(new Mailbox(demo).kinds(number)).containsOnlyOnce("RECEIPT", "COMPLETED"));
    }

    private void requireTheWorkIsStillThere(String task) {
        Person agent = Person.signIn(demo, "agent");
        String number = resting.get("REVIEW_REFUND");
        assertThat(agent.task(number, "Review refund")).isEqualTo(task);

        agent.submit(task, Map.of("reviewDecision", "APPROVE")).expect(204);

        Cases.awaitStatus(demo, number, "COMPLETED");
        String waiting = resting.get("EFFECTIVE_DATE");
        Cases.act(demo, waiting, "withdrawal", "{}").expect(200);
        assertThat(Cases.awaitStatus(demo, waiting, "WITHDRAWN").text("/renewal"))
                .isEqualTo("ON");
    }
}
