package io.fairwell.harness;

import io.fairwell.testing.RunningNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Nodes die as by {@code kill -9}, and are started again at once, as a process manager would. */
final class Kills implements AutoCloseable {

    private static final int LOOKS_EVERY_MS = 50;
    private static final int STARTS_AGAIN_AFTER_MS = 2000;
    private static final int LOOKS_AFTER_NODES_EVERY_MS = 1000;
    private static final int LAST_LINES = 20;

    private final Cluster cluster;
    private final History history;
    private final Recovery recovery;
    private final ExecutorService restarts = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "harness-restart");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledExecutorService lookout = Executors.newSingleThreadScheduledExecutor();
    private final Set<RunningNode> starting = ConcurrentHashMap.newKeySet();
    private final List<Finding> endedByThemselves = new CopyOnWriteArrayList<>();

    Kills(Cluster cluster, History history, Recovery recovery) {
        this.cluster = cluster;
        this.history = history;
        this.recovery = recovery;
        lookout.scheduleWithFixedDelay(
                this::lookAfterNodes, LOOKS_AFTER_NODES_EVERY_MS, LOOKS_AFTER_NODES_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** As whatever supervises processes in operation would: a node that has ended is started again. */
    private void lookAfterNodes() {
        for (int i = 0; i < cluster.size(); i++) {
            RunningNode node = cluster.node(i);
            if (!starting.contains(node) && node.hasEndedByItself()) {
                history.add("nemesis", "ended by itself: " + node);
                endedByThemselves.add(new Finding(Finding.Kind.WRONG, node.toString(), lastLines(node)));
                startAgain(node);
            }
        }
    }

    /** Each was ready, and ended although nobody had killed it. */
    List<Finding> endedByThemselves() {
        return List.copyOf(endedByThemselves);
    }

    private static String lastLines(RunningNode node) {
        List<String> lines = node.log().lines().toList();
        return "ended by itself:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /**
     * Waits for one that may be killed: the one drawn, or the next one that has come up again; not the last one, because
     * somebody has to recover.
     */
    RunningNode victim(int drawn) throws InterruptedException {
        RunningNode victim = cluster.node(drawn);
        for (int i = 1; !cluster.isUp(victim) || !isAnotherUp(victim); i++) {
            Thread.sleep(LOOKS_EVERY_MS);
            victim = cluster.node((drawn + i) % cluster.size());
        }
        return victim;
    }

    private boolean isAnotherUp(RunningNode victim) {
        return IntStream.range(0, cluster.size())
                .mapToObj(cluster::node)
                .anyMatch(node -> node != victim && cluster.isUp(node));
    }

    /** Waits until so many may be killed, the one drawn among them if it can be, and another one is there or frozen. */
    List<RunningNode> victims(int drawn, int count) throws InterruptedException {
        while (true) {
            List<RunningNode> up = IntStream.range(0, cluster.size())
                    .mapToObj(i -> cluster.node((drawn + i) % cluster.size()))
                    .filter(cluster::isUp)
                    .toList();
            if (up.size() > count || up.size() == count && cluster.isOneFrozen()) {
                return up.subList(0, count);
            }
            Thread.sleep(LOOKS_EVERY_MS);
        }
    }

    void kill(RunningNode victim) {
        victim.killHard();
        recovery.killed();
        history.add("nemesis", "killed " + victim);
        startAgain(victim);
    }

    /** Before it is ready; whoever has started it sees that and does so again. */
    void killWhileItStarts(RunningNode victim) throws InterruptedException {
        while (!victim.isAlive()) {
            Thread.sleep(LOOKS_EVERY_MS);
        }
        victim.killHard();
        history.add("nemesis", "killed while it starts: " + victim);
    }

    /** Every node at once, each with whatever it was doing. Nobody is left to take it up, so that is not timed. */
    void killAll() {
        for (int i = 0; i < cluster.size(); i++) {
            cluster.node(i).killHard();
        }
        for (int i = 0; i < cluster.size(); i++) {
            startAgain(cluster.node(i));
        }
    }

    private void startAgain(RunningNode victim) {
        starting.add(victim);
        if (restarts.isShutdown()) {
            return;
        }
        restarts.execute(() -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    Thread.sleep(attempt == 1 ? 0 : STARTS_AGAIN_AFTER_MS);
                    victim.launchAgain();
                    Cluster.awaitUp(victim);
                    history.add("nemesis", "ready again: " + victim);
                    starting.remove(victim);
                    return;
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    // The database may go away in the middle of a start; the next one waits for it.
                    history.add("nemesis", "start " + attempt + " of " + victim + " failed: " + firstLine(e));
                    victim.killHard();
                }
            }
        });
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Until every node is up; nobody dies any more. */
    void finish() throws InterruptedException {
        restarts.shutdown();
        if (!restarts.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a node does not come up again");
        }
    }

    @Override
    public void close() {
        lookout.shutdownNow();
        restarts.shutdownNow();
    }
}
