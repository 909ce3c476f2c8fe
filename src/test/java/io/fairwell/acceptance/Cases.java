package io.fairwell.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What an upstream system does with cases over REST. */
final class Cases {

    /** Jobs run within a second or so; retries after a kill wait for the lock of the dead process (two minutes). */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Cases() {}

    static Answer declare(RunningDemo demo, String json) {
        return demo.post(
                "/api/v1/cancellations",
                json,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    static Answer get(RunningDemo demo, String number) {
        return demo.get("/api/v1/cancellations/" + number).expect(200);
    }

    /** A POST below a case, with a key of its own. */
    static Answer act(RunningDemo demo, String number, String action, String json) {
        return demo.post(
                "/api/v1/cancellations/" + number + "/" + action,
                json,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    static Answer awaitStatus(RunningDemo demo, String number, String status) {
        return awaitValue(demo, number, "/status", status, PATIENCE);
    }

    static Answer awaitWhat(RunningDemo demo, String number, String what) {
        return awaitValue(demo, number, "/awaiting/what", what, PATIENCE);
    }

    static Answer awaitValue(RunningDemo demo, String number, String pointer, String value, Duration patience) {
        await(number + " " + pointer + " " + value)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(get(demo, number).text(pointer)).isEqualTo(value));
        return get(demo, number);
    }

    /** The kinds of what has happened, oldest first. */
    static List<String> timeline(RunningDemo demo, String number) {
        return demo.get("/api/v1/cancellations/" + number + "/timeline")
                .expect(200)
                .json()
                .at("/items")
                .findValuesAsText("kind");
    }
}
