package io.fairwell.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairwell.testing.ApiCaller;
import io.fairwell.testing.DurablePostgres;
import io.fairwell.testing.RunningDemo.Answer;
import io.fairwell.testing.RunningNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Three nodes on one database, that end one after the other, each in its own way; the last one has to be enough. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** A job that is not handed back is seen again after that: longer than anything is waited for here. */
    private static final Duration LOCK = Duration.ofMinutes(10);

    private static final int SLOW_REFUNDS = 6;
    private static final Pattern STACK_TRACE = Pattern.compile("(?m)^\\s+at .*$");
    private static final Pattern ERROR = Pattern.compile("(?m)^\\S+ +ERROR .*$");

    private static DurablePostgres database;
    private static List<RunningNode> nodes;

    @BeforeAll
    static void startOnAnEmptyDatabase() {
        database = DurablePostgres.start();
        nodes = RunningNode.startTogether(
                3,
                database.url(),
                "--camunda.bpm.job-execution.core-pool-size=1",
                "--camunda.bpm.job-execution.max-pool-size=1",
                "--camunda.bpm.job-execution.lock-time-in-millis=" + LOCK.toMillis(),
                "--fairwell.refund.sandbox-timeout=PT1S");
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.forEach(RunningNode::close);
        }
        database.close();
    }

    @Test
    @Order(1)
    void oneMadeWhatIsNeededWhileTheOthersWaited() {
        assertThat(nodes)
                .allSatisfy(node -> assertThat(ERROR.matcher(node.log()).results())
                        .as(node.log())
                        .isEmpty());
        assertThat(nodes).anySatisfy(node -> assertThat(node.log()).contains("Another node is starting"));
        assertThat(database.number("SELECT count(*) FROM act_re_deployment")).isOne();
        assertThat(database.number("SELECT count(*) FROM signing_key")).isOne();
        assertThat(database.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                .isZero();
        nodes.get(1).api().useToken(nodes.get(0).api().token());
        nodes.get(1).api().get("/api/v1/subscriptions/sub-vip-term-1").expect(200);
    }

    @Test
    @Order(2)
    void whoIsSignedInGoesOnWorkingWhenTheNodeDies() {
        ApiCaller first = nodes.get(0).api();
        String number = declare(first, new Agreement("sub-nodes-review", "retail-annual", "900.00", 3));
        Person agent = Person.signIn(first, "agent");
        String task = agent.task(number, "Review refund");

        nodes.get(0).killHard();

        agent.at(nodes.get(1).api())
                .submit(task, Map.of("reviewDecision", "APPROVE"))
                .expect(204);
        awaitStatus(nodes.get(1).api(), number, "COMPLETED");
    }

    @Test
    @Order(3)
    void aNodeThatIsAskedToStopHandsItsWorkToTheOthers() {
        ApiCaller leaving = nodes.get(1).api();
        for (int i = 0; i < SLOW_REFUNDS; i++) {
            declare(leaving, new Agreement("sub-poison-nodes-" + i, "retail-annual", "108.00", 3));
        }
        await("work that waits for its turn")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> database.number("SELECT count(*) FROM act_ru_job WHERE lock_owner_ IS NOT NULL") >= 3
                        && database.number("SELECT count(*) FROM refund_intent") > 0);

        nodes.get(1).stop();

        assertThat(nodes.get(1).log()).contains("Handed back");
        assertThat(ERROR.matcher(nodes.get(1).log()).results())
                .as(nodes.get(1).log())
                .isEmpty();
        await("all were tried, long before a lock expires")
                .atMost(PATIENCE)
                .until(() ->
                        database.number("SELECT count(*) FROM refund_intent WHERE state = 'UNKNOWN'") == SLOW_REFUNDS);
        assertThat(database.number("SELECT count(*) FROM refund_intent")).isEqualTo(SLOW_REFUNDS + 1);
    }

    @Test
    @Order(4)
    void theLastNodeWaitsForItsDatabaseAndGoesOnByItself() {
        RunningNode node = nodes.get(2);
        String token = node.api().token();
        database.stopHard();

        Answer english = node.api().get("/api/v1/subscriptions/sub-vip-term-1", "Accept-Language", "en");
        Answer chinese = node.api().get("/api/v1/subscriptions/sub-vip-term-1", "Accept-Language", "zh-CN");
        requireUnavailable(english, "Unavailable for the moment");
        requireUnavailable(chinese, "暂时不可用");
        requireUnavailable(
                node.api().post("/engine-rest/process-definition/key/cancellation/start", """
                        {"variables":{"subscriptionId":{"value":"sub-vip-term-2"}}}"""),
                "Unavailable for the moment");
        Answer page = node.api()
                .send(node.api().request("/login").header("Accept", "text/html").GET());
        assertThat(page.expect(503).header("Retry-After")).isEqualTo("5");
        assertThat(page.body()).contains("<h1>Unavailable for the moment</h1>");
        assertThat(health(node, "readiness")).isEqualTo(503);
        assertThat(health(node, "liveness")).isEqualTo(200);

        database.startAgain();

        await("ready again").atMost(PATIENCE).until(() -> health(node, "readiness") == 200);
        node.api().useToken(token);
        String number = declare(node.api(), new Agreement("sub-nodes-back", "retail-annual", "108.00", 3));
        awaitStatus(node.api(), number, "COMPLETED");
        assertThat(node.log())
                .containsOnlyOnce("The database cannot be reached: jobs wait until it is back")
                .containsOnlyOnce("The database is back: jobs are executed again");
        assertThat(STACK_TRACE.matcher(node.log()).results()).as(node.log()).isEmpty();
    }

    private static void requireUnavailable(Answer answer, String title) {
        answer.expect(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.text("/title")).isEqualTo(title);
    }

    private static int health(RunningNode node, String probe) {
        return node.api()
                .send(node.api().request("/actuator/health/" + probe).GET())
                .status();
    }

    /** @return the case number */
    private static String declare(ApiCaller api, Agreement agreement) {
        api.put("/api/v1/subscriptions/" + agreement.id(), agreement.json()).expect(201);
        return api.post(
                        "/api/v1/cancellations",
                        agreement.atOnce(),
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .expect(201)
                .text("/caseNumber");
    }

    private static void awaitStatus(ApiCaller api, String number, String status) {
        await(number + " " + status)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                api.get("/api/v1/cancellations/" + number).text("/status"))
                        .isEqualTo(status));
    }
}
