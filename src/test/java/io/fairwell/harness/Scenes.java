package io.fairwell.harness;

import io.fairwell.testing.RunningNode;
import io.fairwell.testing.gateway.Fault;
import io.fairwell.testing.gateway.StubGateway.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What needs more arranging than the nemesis can do in passing; each with cases of its own. */
final class Scenes {

    static final PlannedCase STORM = PlannedCase.atOnce("storm", 0);
    static final PlannedCase FREEZE = PlannedCase.atOnce("freeze", 0);
    private static final int THREADS_PER_NODE = 32;
    private static final int LOOKS_EVERY_MS = 20;

    private final Cluster cluster;
    private final Size size;
    private final Upstream upstream;
    private final Nemesis nemesis;
    private final History history;

    Scenes(Cluster cluster, Size size, Upstream upstream, Nemesis nemesis, History history) {
        this.cluster = cluster;
        this.size = size;
        this.upstream = upstream;
        this.nemesis = nemesis;
        this.history = history;
    }

    static List<PlannedCase> cases() {
        List<PlannedCase> cases = new ArrayList<>(List.of(STORM, FREEZE));
        for (CodePoint point : CodePoint.values()) {
            cases.add(point.plannedCase());
        }
        return cases;
    }

    /** One key, sent by very many at every node at the same time; and then for something else. */
    void sameKeyEverywhere() throws InterruptedException, ExecutionException {
        int threads = THREADS_PER_NODE * cluster.size();
        ExecutorService clients = Executors.newFixedThreadPool(threads);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int node = i;
            all.add(clients.submit(() -> upstream.declare(STORM.subscription(), STORM.declaration(), node, 0)));
        }
        clients.shutdown();
        for (Future<?> one : all) {
            one.get();
        }
        upstream.misuse(STORM.subscription(), FREEZE.declaration());
    }

    /**
     * A call that takes longer than the lock: the node that makes it stands still meanwhile, as a virtual machine may,
     * others take over what it had in hand, and then it wakes and goes on as if nothing had happened.
     */
    void frozenInTheCall() throws InterruptedException, IOException {
        cluster.gateway()
                .fault(
                        Fault.APPLIED_THEN_SLOW,
                        1,
                        request -> request.operation() == Operation.REFUND
                                && request.subscriptionId().equals(FREEZE.subscription()));
        String number = upstream.declare(FREEZE.subscription(), FREEZE.declaration(), FREEZE.node(), 0)
                .caseNumber();
        RunningNode caller = caller(String.valueOf(number));
        cluster.frozen(caller);
        signal(caller, "STOP");
        history.add("nemesis", "froze " + caller + " in its call for " + number);
        Thread.sleep(size.lock().plus(Size.GRACE.dividedBy(3)).toMillis());
        signal(caller, "CONT");
        cluster.frozen(null);
        history.add("nemesis", "woke " + caller);
    }

    /** Whose transaction made it SENT. */
    private RunningNode caller(String number) throws InterruptedException {
        while (true) {
            List<String> sent = sentBy(number);
            if (!sent.isEmpty()) {
                return cluster.node(
                        Integer.parseInt(sent.get(0).substring(sent.get(0).length() - 1)));
            }
            Thread.sleep(LOOKS_EVERY_MS);
        }
    }

    private List<String> sentBy(String number) {
        try {
            return cluster.tables()
                    .list(
                            "SELECT node FROM harness_sent WHERE case_number = '" + number + "'",
                            row -> row.getString(1));
        } catch (IllegalStateException e) {
            return List.of(); // the database is away
        }
    }

    private static void signal(RunningNode node, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(node.pid()))
                .start()
                .waitFor();
    }

    /** Nodes are killed while a refund stands at each of the code points. */
    void killedAtEachCodePoint() throws InterruptedException {
        try (Holds holds = new Holds(cluster.tables(), cluster.database().url(), cluster.gateway())) {
            holds.arm();
            declare(Holds.inTheDatabase());
            holds.awaitHeldInTheDatabase();
            int before = holds.slowCalls();
            declare(Holds.atTheGateway());
            holds.awaitHeldAtTheGateway(before);
            nemesis.killAll();
            holds.release();
        }
        history.add("nemesis", "killed at " + CodePoint.values().length + " code points");
    }

    private void declare(List<CodePoint> points) {
        for (CodePoint point : points) {
            PlannedCase one = point.plannedCase();
            upstream.declare(one.subscription(), one.declaration(), one.node(), 0);
        }
    }
}
