package io.fairwell.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.fuzz.Exchange.Answer;
import io.fairwell.fuzz.Requests.Shot;
import io.fairwell.testing.RunningDemo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thousands of requests to every documented operation, at the same time and as real clients send them: none may be
 * answered with an error of ours, and what is refused is refused with a reason. Request n of a seed is always the same,
 * so what failed can be sent again: {@code -Dfairwell.fuzz.seed} and {@code -Dfairwell.fuzz.only}.
 */
class FuzzIT {

    private static final Logger LOG = LoggerFactory.getLogger(FuzzIT.class);
    private static final long SEED = Long.getLong("fairwell.fuzz.seed", 20261121);
    private static final long REQUESTS = Long.getLong("fairwell.fuzz.requests", 10_000);
    private static final long ONLY = Long.getLong("fairwell.fuzz.only", -1);
    private static final Path COMPLAINTS = Path.of("target", "fuzz-complaints.txt");
    private static final int CLIENTS = 4;
    private static final int STACK = 120;
    private static final int SHOWN = 20;
    private static final Pattern CASE_NUMBER = Pattern.compile("FW-\\d{8}-[0-9A-Z]{6}");
    private static final Set<String> OPENING = Set.of("declareCancellation", "cancelPlan", "cancelMembership");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Map<String, Map<Integer, AtomicLong>> statuses = new ConcurrentSkipListMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Set<String> nativeStarts = ConcurrentHashMap.newKeySet();

    @Test
    void nothingThatIsSentIsAnErrorOfOurs() throws Exception {
        LOG.info("seed {}, {} requests", SEED, REQUESTS);
        try (RunningDemo demo = RunningDemo.startWithOtherTenant()) {
            Contract contract = Contract.read();
            Requests requests = new Requests(contract, World.in(demo), SEED);
            long before = demo.number("SELECT count(*) FROM cancellation_case");

            long begin = System.nanoTime();
            sendAll(demo.port(), requests);
            LOG.info("{} ms; statuses by operation:\n{}", (System.nanoTime() - begin) / 1_000_000, table());

            write(complaints);
            assertThat(complaints.stream().sorted().limit(SHOWN))
                    .as("seed %d, %d complaints, all of them in %s", SEED, complaints.size(), COMPLAINTS)
                    .isEmpty();
            assertThat(demo.number("SELECT count(*) FROM cancellation_case"))
                    .as("every case was told to its client, seed " + SEED)
                    .isEqualTo(before + opened(demo));
            assertThat(demo.get("/actuator/health/readiness").expect(200).text("/status"))
                    .isEqualTo("UP");
            whatWasTakenIsWorkedOff(demo);
        }
    }

    /** What one client has opened in the engine's own way, another may be told of: once is enough. */
    private long opened(RunningDemo demo) {
        return demo.number("SELECT count(DISTINCT number) FROM ("
                + "SELECT business_key_ AS number FROM act_hi_procinst WHERE id_ = ANY(" + array(nativeStarts)
                + ") UNION ALL SELECT unnest(" + array(told) + ")) AS opened");
    }

    private static String array(Set<String> ids) {
        return "ARRAY[" + ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",")) + "]::text[]";
    }

    private static void write(Collection<String> complaints) throws IOException {
        Files.writeString(COMPLAINTS, complaints.stream().sorted().collect(Collectors.joining("\n\n")));
    }

    private void sendAll(int port, Requests requests) throws Exception {
        AtomicLong next = new AtomicLong();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = IntStream.range(0, CLIENTS)
                    .<Future<?>>mapToObj(client -> clients.submit(() -> {
                        for (long n = next.getAndIncrement(); n < REQUESTS; n = next.getAndIncrement()) {
                            if (ONLY < 0 || ONLY == n) {
                                send(port, requests.number(n));
                            }
                        }
                    }))
                    .toList();
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void send(int port, Shot shot) {
        try {
            Answer answer = Exchange.send(port, shot.request());
            statuses.computeIfAbsent(shot.operation().toString(), key -> new ConcurrentSkipListMap<>())
                    .computeIfAbsent(answer.status(), key -> new AtomicLong())
                    .incrementAndGet();
            Judge.complaint(shot, answer)
                    .ifPresent(why -> complaints.add(why + ": " + shot + "\n-> " + answer.status() + " "
                            + answer.header("content-type") + "\n" + shortened(answer.body())));
            if (answer.status() < 300 && shot.operation().id().equals("nativeStart")) {
                nativeStarts.add(JSON.readTree(answer.body()).path("id").asText());
            }
            if (answer.status() < 300 && OPENING.contains(shot.operation().id())) {
                CASE_NUMBER
                        .matcher(answer.body())
                        .results()
                        .map(MatchResult::group)
                        .forEach(told::add);
            }
        } catch (IOException | RuntimeException e) {
            complaints.add("no answer (" + e + "): " + shot);
        }
    }

    /** What came through has to be digestible: no job fails because of it, and nothing was logged as a bug. */
    private void whatWasTakenIsWorkedOff(RunningDemo demo) {
        await("no job is waiting").atMost(Duration.ofMinutes(5)).until(() -> demo.number("""
                        SELECT count(*) FROM act_ru_job WHERE type_ = 'message' AND exception_msg_ IS NULL""") == 0);
        assertThat(demo.number("SELECT count(*) FROM act_ru_job WHERE exception_msg_ IS NOT NULL"))
                .as("jobs that failed, seed %d:\n%s", SEED, demo.log())
                .isZero();
        List<String> log = demo.log().lines().toList();
        for (int line = 0; line < log.size(); line++) {
            assertThat(log.get(line))
                    .as("seed %d, in the log:\n%s", SEED, about(log, line))
                    .doesNotContain(" ERROR ");
        }
    }

    /** That line, and what it says of the cause. */
    private static String about(List<String> log, int line) {
        return String.join("\n", log.subList(line, Math.min(log.size(), line + STACK)));
    }

    private String table() {
        return statuses.entrySet().stream()
                .map(row -> "  %-60s %s".formatted(row.getKey(), new TreeMap<>(row.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String shortened(String body) {
        return body.length() <= 1_000 ? body : body.substring(0, 1_000) + "...";
    }
}
