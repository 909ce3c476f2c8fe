package io.fairwell.harness;

import io.fairwell.harness.Told.What;
import io.fairwell.testing.RunningDemo.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Two agents who decide the same task at the same moment, mostly each in Tasklist at a node of their own. */
final class Decisions {

    private static final int PAIRS = 8;
    private static final int LOOKS_EVERY_MS = 1000;
    private static final int LOOKS = 300;
    private static final int UNAVAILABLE = 503;
    /** For hours when one node is all there is. */
    private static final int SAME_NODE_ONE_IN = 4;

    private static final Map<String, String> APPROVE = Map.of("reviewDecision", "APPROVE");
    private static final Map<String, String> REJECT =
            Map.of("reviewDecision", "REJECT", "note", "Used up.", "legalBasis", "Terms, section 4");
    /** A hundred agents who look all the time would be a load of their own. */
    private static final String TASKS = """
            SELECT e.business_key_ FROM act_ru_task t JOIN act_ru_execution e ON e.id_ = t.proc_inst_id_
            WHERE t.task_def_key_ = 'Task_ReviewRefund'
            """;

    private final Tables tables;
    private final List<String> nodes;
    private final History history;
    private final Map<String, PlannedCase> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService lookout = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService pairs = Executors.newFixedThreadPool(PAIRS);
    private final ConcurrentLinkedQueue<Future<?>> running = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    private final Map<String, Agent> agents = new ConcurrentHashMap<>();

    Decisions(Tables tables, List<String> nodes, History history) {
        this.tables = tables;
        this.nodes = nodes;
        this.history = history;
        lookout.scheduleWithFixedDelay(this::look, LOOKS_EVERY_MS, LOOKS_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** How many tasks one of two agents has decided. */
    int count() {
        return (int) told.stream().filter(Told::isDone).count();
    }

    /** What agents were told. */
    List<Told> told() {
        return List.copyOf(told);
    }

    /** As soon as the task is there, both hand in their form. */
    void decideLater(PlannedCase one, String number) {
        waiting.put(number, one);
    }

    private void look() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            for (String number : tables.list(TASKS, row -> row.getString(1))) {
                PlannedCase one = waiting.remove(number);
                if (one != null) {
                    running.add(pairs.submit(() -> race(one, number)));
                }
            }
        } catch (RuntimeException e) {
            // most likely the database is away; a look that threw would be the last one
            history.add("agents", "cannot see tasks: " + e);
        }
    }

    /** Nodes go down all the time: the pair tries one pair of nodes after the other. */
    private Void race(PlannedCase one, String number) throws Exception {
        for (int look = 1; look <= LOOKS; look++) {
            Agent first = agent("agent", one.node() + look);
            Agent second = agent("agent2", one.node() + look + (look % SAME_NODE_ONE_IN == 0 ? 0 : 1));
            first.begin();
            second.begin();
            try {
                Optional<String> task = seenByBoth(first, second, number);
                if (task.isPresent() && decide(one, number, first, second, task.get())) {
                    return null;
                }
            } finally {
                second.end();
                first.end();
            }
            Thread.sleep(LOOKS_EVERY_MS);
        }
        throw new IllegalStateException("no task for " + number);
    }

    private Optional<String> seenByBoth(Agent first, Agent second, String number) {
        try {
            Optional<String> seen = first.task(number);
            return seen.isPresent() && second.task(number).equals(seen) ? seen : Optional.empty();
        } catch (UncheckedIOException e) {
            history.add("agents", first.node() + " or " + second.node() + " does not show " + number + ": " + e);
            return Optional.empty();
        }
    }

    /** @return whether that is all: where both are told that it is not possible now, they try again as people do */
    private boolean decide(PlannedCase one, String number, Agent first, Agent second, String task) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        var otherThread = Executors.newSingleThreadExecutor();
        Future<Integer> other = otherThread.submit(() -> submit(one, number, second, task, "REJECT", REJECT, together));
        otherThread.shutdown();
        int answer = submit(one, number, first, task, "APPROVE", APPROVE, together);
        return answer != UNAVAILABLE || other.get() != UNAVAILABLE;
    }

    private Agent agent(String name, int node) {
        String address = nodes.get(node % nodes.size());
        return agents.computeIfAbsent(name + address, key -> new Agent(name, address));
    }

    private int submit(
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
        told.add(new Told(
                one.subscription(),
                decision,
                What.DECISION,
                agent.node(),
                form.toString(),
                status,
                number,
                body,
                List.of()));
        return status;
    }

    /** Waits for all of them. @throws IllegalStateException where a case does not come to its task in that time */
    void finish(Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        try {
            while (!waiting.isEmpty()) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("no task for " + waiting.keySet());
                }
                Thread.sleep(LOOKS_EVERY_MS);
            }
            Outcomes.await(running);
        } finally {
            lookout.shutdownNow();
            pairs.shutdownNow();
        }
    }
}
