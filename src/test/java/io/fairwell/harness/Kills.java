package io.fairwell.harness;

import io.fairwell.testing.RunningNode;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Nodes die as by {@code kill -9}, and are started again at once, as a process manager would. */
final class Kills implements AutoCloseable {

    private static final int LOOKS_EVERY_MS = 50;
    private static final int STARTS_AGAIN_AFTER_MS = 2000;

    private final Cluster cluster;
    private final History history;
    private final Recovery recovery;
    private final ExecutorService restarts = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "harness-restart");
        thread.setDaemon(true);
        return thread;
    });

    Kills(Cluster cluster, History history, Recovery recovery) {
        this.cluster = cluster;
        this.history = history;
        this.recovery = recovery;
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

    void kill(RunningNode victim) {
        victim.killHard();
        recovery.killed();
        history.add("nemesis", "killed " + victim);
        startAgain(victim);
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
        restarts.execute(() -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    Thread.sleep(attempt == 1 ? 0 : STARTS_AGAIN_AFTER_MS);
                    victim.launchAgain();
                    Cluster.awaitUp(victim);
                    history.add("nemesis", "ready again: " + victim);
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
        restarts.shutdownNow();
    }
}
