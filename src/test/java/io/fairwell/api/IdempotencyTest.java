package io.fairwell.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;

import io.fairwell.audit.AuditTrail;
import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@DatabaseTest
@Import({Idempotency.class, IdempotencyRecords.class, UseCases.class})
class IdempotencyTest {

    private static final byte[] BODY = {1};

    @Autowired
    private Idempotency idempotency;

    @Autowired
    private IdempotencyRecords records;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @MockitoBean
    private CurrentCaller currentCaller;

    @MockitoBean
    private AuditTrail auditTrail;

    private final AtomicInteger executions = new AtomicInteger();

    @BeforeEach
    void theShopCalls() {
        given(currentCaller.get()).willReturn(new Caller("shop", "main", Set.of()));
    }

    private static MockHttpServletRequest request(String key) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/cancellations");
        request.addHeader("Idempotency-Key", key);
        return request;
    }

    private ResponseEntity<?> answer() {
        return ResponseEntity.created(URI.create("/there")).body(Map.of("execution", executions.incrementAndGet()));
    }

    @Test
    void repeatIsAnsweredWithTheSameBytes() {
        ResponseEntity<byte[]> first = idempotency.execute(request("k"), BODY, this::answer);
        ResponseEntity<byte[]> second = idempotency.execute(request("k"), BODY, this::answer);

        assertThat(executions).hasValue(1);
        assertThat(second.getStatusCode()).isEqualTo(first.getStatusCode());
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(second.getHeaders().getLocation()).isEqualTo(URI.create("/there"));
        assertThat(first.getHeaders().containsKey("Idempotency-Replayed")).isFalse();
        assertThat(second.getHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void keyOfAnotherRequestIsRefused() {
        idempotency.execute(request("k"), BODY, this::answer);

        assertProblem(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                () -> idempotency.execute(request("k"), new byte[] {2}, this::answer));
        MockHttpServletRequest elsewhere = request("k");
        elsewhere.setRequestURI("/api/v1/elsewhere");
        assertProblem(ProblemType.IDEMPOTENCY_KEY_REUSED, () -> idempotency.execute(elsewhere, BODY, this::answer));
    }

    @Test
    void keysOfOtherCallersAreTheirOwn() {
        idempotency.execute(request("k"), BODY, this::answer);
        given(currentCaller.get()).willReturn(new Caller("bank", "main", Set.of()));
        idempotency.execute(request("k"), BODY, this::answer);
        given(currentCaller.get()).willReturn(new Caller("shop", "other", Set.of()));
        idempotency.execute(request("k"), BODY, this::answer);

        assertThat(executions).hasValue(3);
    }

    @Test
    void refusedRequestLeavesNothingAndMayBeCorrected() {
        assertProblem(
                ProblemType.INVALID_REQUEST,
                () -> idempotency.execute(request("k"), BODY, () -> {
                    jdbc.sql("INSERT INTO idempotency_record VALUES ('t', 'c', 'effect', now(), '', 1, null, null, '')")
                            .update();
                    throw new ApiProblem(ProblemType.INVALID_REQUEST);
                }));
        assertThat(count()).isZero();

        idempotency.execute(request("k"), new byte[] {2}, this::answer);
        assertThat(executions).hasValue(1);
    }

    @Test
    void secondIsRefusedWhileTheFirstRuns() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<?> first = pool.submit(() -> idempotency.execute(request("k"), BODY, () -> {
                running.countDown();
                await(mayEnd);
                return answer();
            }));
            running.await();
            assertProblem(ProblemType.REQUEST_IN_PROGRESS, () -> idempotency.execute(request("k"), BODY, this::answer));
            mayEnd.countDown();
            first.get();
        } finally {
            mayEnd.countDown();
            pool.shutdownNow();
        }
        assertThat(executions).hasValue(1);
    }

    @Test
    void thirtyTwoAtOnceExecuteOnce() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(32);
        List<Future<byte[]>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                Callable<byte[]> call = () -> {
                    await(start);
                    return untilAnswered();
                };
                answers.add(pool.submit(call));
            }
            start.countDown();
            for (Future<byte[]> answer : answers) {
                assertThat(answer.get()).asString().isEqualTo("{\"execution\":1}");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(executions).hasValue(1);
        assertThat(count()).isEqualTo(1);
    }

    private byte[] untilAnswered() {
        while (true) {
            try {
                return idempotency.execute(request("k"), BODY, this::answer).getBody();
            } catch (ApiProblem problem) {
                assertThat(problem.type()).isEqualTo(ProblemType.REQUEST_IN_PROGRESS);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void answersAreForgottenAfterThirtyDays() {
        idempotency.execute(request("k"), BODY, this::answer);
        clock.plus(Duration.ofDays(30).minusSeconds(1));
        assertThat(records.purge()).isZero();
        idempotency.execute(request("k"), BODY, this::answer);
        assertThat(executions).hasValue(1);

        clock.plus(Duration.ofSeconds(1));
        idempotency.execute(request("k"), new byte[] {2}, this::answer);
        assertThat(executions).hasValue(2);
        clock.plus(Duration.ofDays(30));
        assertThat(records.purge()).isEqualTo(1);
    }

    private long count() {
        return jdbc.sql("SELECT count(*) FROM idempotency_record")
                .query(Long.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertProblem(ProblemType type, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiProblem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
