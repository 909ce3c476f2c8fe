package io.fairwell.harness;

import io.fairwell.harness.Told.What;
import io.fairwell.testing.RunningDemo.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two who want different things of the same case at the same moment. */
final class Races {

    private static final int THREADS = 12;
    private static final int LOOKS_EVERY_MS = 300;
    private static final int LOOKS = 1200;
    private static final Map<String, String> APPROVE = Map.of("reviewDecision", "APPROVE");
    private static final Map<String, String> REJECT =
            Map.of("reviewDecision", "REJECT", "note", "Used up.", "legalBasis", "Terms, section 4");

    private final Upstream upstream;
    private final List<String> nodes;
    private final History history;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final ConcurrentLinkedQueue<Future<?>> running = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Told> decisions = new ConcurrentLinkedQueue<>();
    private final Map<String, Agent> agents = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    Races(Upstream upstream, List<String> nodes, History history) {
        this.upstream = upstream;
        this.nodes = nodes;
        this.history = history;
    }

    int count() {
        return count.get();
    }

    /** What agents were told. */
    List<Told> decisions() {
        return List.copyOf(decisions);
    }

    void withdrawLater(PlannedCase one, String number, Duration after) {
        later(after, () -> {
            count.incrementAndGet();
            return upstream.withdraw(one.subscription(), number, one.node() + 1, 1);
        });
    }

    /** As soon as the task is there, both hand in their form, each at a node of their own. */
    void decideLater(PlannedCase one, String number) {
        later(Duration.ZERO, () -> {
            Agent first = agent("agent", one.node());
            Agent second = agent("agent2", one.node() + 1);
            String task = awaitTask(first, second, number);
            CyclicBarrier together = new CyclicBarrier(2);
            Future<?> other = Executors.newSingleThreadExecutor().submit(() -> {
                submit(one, number, second, task, "REJECT", REJECT, together);
                return null;
            });
            submit(one, number, first, task, "APPROVE", APPROVE, together);
            other.get();
            count.incrementAndGet();
            return null;
        });
    }

    private Agent agent(String name, int node) {
        String address = nodes.get(node % nodes.size());
        return agents.computeIfAbsent(name + address, key -> new Agent(name, address));
    }

    private String awaitTask(Agent first, Agent second, String number) throws InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            try {
                Optional<String> seen = first.task(number);
                if (seen.isPresent() && second.task(number).equals(seen)) {
                    return seen.get();
                }
            } catch (UncheckedIOException e) {
                // the node is down; the agent waits for it
            }
            Thread.sleep(LOOKS_EVERY_MS);
        }
        throw new IllegalStateException("no task for " + number);
    }

    private void submit(
            PlannedCase one,
            String number,
            Agent agent,
            String task,
            String decision,
            Map<String, String> form,
            CyclicBarrier together)
            throws Exception {
        together.await(1, TimeUnit.MINUTES);
        int status = 0;
        String body = "";
        try {
            Answer answer = agent.submit(task, form);
            status = answer.status();
            body = answer.body();
        } catch (UncheckedIOException e) {
            // not told: it may have been done or not
        }
        history.add(one.subscription(), agent.name() + " " + decision + " at " + agent.node() + " -> " + status);
        decisions.add(new Told(
                one.subscription(),
                decision,
                What.DECISION,
                agent.node(),
                form.toString(),
                status,
                number,
                body,
                List.of()));
    }

    private void later(Duration after, Callable<?> race) {
        running.add(threads.schedule(race, after.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Waits for all of them. */
    void finish() throws InterruptedException {
        List<Future<?>> all = new ArrayList<>(running);
        try {
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdown();
        }
    }
}
