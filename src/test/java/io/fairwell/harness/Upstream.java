package io.fairwell.harness;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairwell.harness.Told.Replay;
import io.fairwell.harness.Told.What;
import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client as upstream systems are: it asks with a key, and where no answer comes, or one that says nothing about the
 * request, asks the next node with the same key. What it was told it writes down.
 */
final class Upstream {

    /** Rather short, so that a request whose node has died does not hold up the client. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Duration GIVES_UP_AFTER = Duration.ofMinutes(8);
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;
    private static final int INTERNAL_ERROR = 500;
    private static final int PAUSE_MS = 250;
    /** A node that takes no connections is left alone for so long. */
    private static final Duration DOWN = Duration.ofSeconds(1);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<String> nodes;
    private final String token;
    private final History history;
    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Finding> bugs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, Instant> silentUntil = new ConcurrentHashMap<>();

    /** @param nodes addresses; a token is good at each of them */
    Upstream(List<String> nodes, String token, History history) {
        this.nodes = nodes;
        this.token = token;
        this.history = history;
    }

    /** Everything that clients were told so far. */
    List<Told> told() {
        return List.copyOf(told);
    }

    /** Answers that say that the product has met something nobody foresaw: whatever is broken, it is to be foreseen. */
    List<Finding> bugs() {
        return List.copyOf(bugs);
    }

    int keys() {
        return (int) told.stream().map(Told::key).distinct().count();
    }

    /** Whose customers were told whether they came in time, or the execution did. */
    Set<String> withdrawalsAnswered() {
        return withdrawals(one -> one.isDone() || one.status() == CONFLICT);
    }

    /** Whose customers came in time. */
    Set<String> withdrawn() {
        return withdrawals(Told::isDone);
    }

    private Set<String> withdrawals(Predicate<Told> which) {
        return told.stream()
                .filter(one -> one.what() == What.WITHDRAWAL)
                .filter(which)
                .map(Told::subscription)
                .collect(Collectors.toSet());
    }

    int requests() {
        return requests.get();
    }

    /** At the next node where one is down: taken twice, it is the same. @param lines none may be refused */
    void importAgreements(String lines, int node) {
        Instant end = Instant.now().plus(GIVES_UP_AFTER);
        for (int attempt = 0; Instant.now().isBefore(end); attempt++) {
            try {
                Answer answer = RunningDemo.send(http, bulk(nodes.get((node + attempt) % nodes.size()), lines));
                if (answer.status() != UNAVAILABLE) {
                    requireAllTaken(answer.expect(200));
                    return;
                }
            } catch (UncheckedIOException e) {
                history.add("run", "no import at this node: " + e.getCause());
            }
            pause();
        }
        throw new IllegalStateException("no node takes an import");
    }

    private static void requireAllTaken(Answer answer) {
        if (answer.json().path("rejected").asInt() > 0) {
            throw new IllegalStateException(answer.body());
        }
    }

    private HttpRequest.Builder bulk(String node, String lines) {
        return HttpRequest.newBuilder(URI.create(node + "/api/v1/subscriptions/import"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines));
    }

    /** @param replays how often the same is asked again afterwards, each time at another node */
    Told declare(String subscription, String declaration, int node, int replays) {
        return ask(subscription, What.DECLARATION, subscription, "/api/v1/cancellations", declaration, node, replays);
    }

    Told withdraw(String subscription, String caseNumber, int node, int replays) {
        String path = "/api/v1/cancellations/" + caseNumber + "/withdrawal";
        return ask(subscription, What.WITHDRAWAL, "w-" + subscription, path, "{}", node, replays);
    }

    /** Its key, and another request. */
    Told misuse(String subscription, String otherDeclaration) {
        return ask(subscription, What.MISUSE, subscription, "/api/v1/cancellations", otherDeclaration, 0, 0);
    }

    /** Asks everything that was answered once more, as a client does that has lost its notes. */
    void repeatEverything(int threads) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(threads);
        Map<String, Told> byKey = new HashMap<>();
        told().stream().filter(Told::isDone).forEach(one -> byKey.put(one.key(), one));
        byKey.values().forEach(one -> clients.execute(() -> repeat(one)));
        clients.shutdown();
        if (!clients.awaitTermination(GIVES_UP_AFTER.toMinutes(), TimeUnit.MINUTES)) {
            throw new IllegalStateException("repeated requests are not answered");
        }
    }

    private void repeat(Told one) {
        Answer again = insist(
                one.subscription(),
                one.what(),
                one.key(),
                one.path(),
                one.request(),
                one.key().hashCode());
        if (again != null) {
            boolean marked = again.header("Idempotency-Replayed").equals("true");
            told.add(one.with(new Replay(again.status(), again.body(), marked)));
        }
    }

    private Told ask(String subscription, What what, String key, String path, String body, int node, int replays) {
        Answer first = insist(subscription, what, key, path, body, node);
        List<Replay> repeated = new ArrayList<>();
        for (int i = 1; first != null && first.status() / 100 == 2 && i <= replays; i++) {
            Answer again = insist(subscription, what, key, path, body, node + i);
            if (again != null) {
                boolean marked = again.header("Idempotency-Replayed").equals("true");
                repeated.add(new Replay(again.status(), again.body(), marked));
            }
        }
        Told result = new Told(
                subscription,
                key,
                what,
                path,
                body,
                first == null ? 0 : first.status(),
                first == null ? null : caseNumber(first),
                first == null ? "" : first.body(),
                List.copyOf(repeated));
        told.add(result);
        return result;
    }

    private static @Nullable String caseNumber(Answer answer) {
        if (answer.status() / 100 != 2) {
            return null;
        }
        JsonNode number = answer.json().path("caseNumber");
        return number.isTextual() ? number.asText() : null;
    }

    /** @return null where nothing was told for so long that a person would have been called */
    private @Nullable Answer insist(String subscription, What what, String key, String path, String body, int node) {
        Instant end = Instant.now().plus(GIVES_UP_AFTER);
        for (int attempt = 0; Instant.now().isBefore(end); attempt++) {
            String at = nodeThatSpeaks(node + attempt);
            try {
                requests.incrementAndGet();
                Answer answer = RunningDemo.send(http, request(at + path, key, body));
                history.add(subscription, what + " at " + at + " -> " + said(answer));
                if (answer.status() == INTERNAL_ERROR) {
                    bugs.add(new Finding(Finding.Kind.WRONG, subscription, what + " was answered " + answer.body()));
                }
                if (says(answer)) {
                    return answer;
                }
            } catch (UncheckedIOException e) {
                history.add(subscription, what + " at " + at + " -> " + e.getCause());
                if (e.getCause() instanceof ConnectException) {
                    silentUntil.merge(at, Instant.now().plus(DOWN), (a, b) -> a.isAfter(b) ? a : b);
                } else if (e.getCause() instanceof HttpTimeoutException) {
                    silentUntil.put(at, Instant.now().plus(TIMEOUT));
                }
            }
            pause();
        }
        return null;
    }

    /** That node, or the next one where it has kept somebody waiting for nothing lately: as proxies do. */
    private String nodeThatSpeaks(int wanted) {
        for (int i = 0; i < nodes.size(); i++) {
            String at = nodes.get(Math.floorMod(wanted + i, nodes.size()));
            if (!Instant.now().isBefore(silentUntil.getOrDefault(at, Instant.MIN))) {
                return at;
            }
        }
        return nodes.get(Math.floorMod(wanted, nodes.size()));
    }

    private static String said(Answer answer) {
        return answer.status() < 400 ? Integer.toString(answer.status()) : answer.status() + " " + answer.text("/type");
    }

    private HttpRequest.Builder request(String address, String key, String body) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
    }

    /** Whether the answer tells what became of the request, rather than to come back later. */
    private static boolean says(Answer answer) {
        if (answer.status() == CONFLICT) {
            String type = answer.text("/type");
            return !type.endsWith("/request-in-progress") && !type.endsWith("/conflict");
        }
        return answer.status() < 500 && answer.status() != 429;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
