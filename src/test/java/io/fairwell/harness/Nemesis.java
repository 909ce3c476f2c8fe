package io.fairwell.harness;

import io.fairwell.harness.FaultProxy.Line;
import io.fairwell.harness.Plan.Act;
import io.fairwell.testing.RunningNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Carries out the planned acts when their time has come, and puts back what it broke. */
final class Nemesis implements AutoCloseable {

    private static final int LOOKS_EVERY_MS = 50;
    private static final int STARTS_AGAIN_AFTER_MS = 2000;
    private static final int CUT_AFTER_BYTES = 300;
    /** Clients may be ahead of it by this part of all cases, so that they work while a node comes up. */
    private static final int LEAD = 80;

    private final Cluster cluster;
    private final Size size;
    private final History history;
    private final Recovery recovery;
    private volatile int nextAfterDeclared;
    private final Map<Act.What, Integer> done = new EnumMap<>(Act.What.class);
    private final ExecutorService restarts = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "harness-restart");
        thread.setDaemon(true);
        return thread;
    });

    Nemesis(Cluster cluster, Size size, History history, Recovery recovery) {
        this.cluster = cluster;
        this.size = size;
        this.history = history;
        this.recovery = recovery;
    }

    /** How often each act was really carried out. */
    synchronized Map<Act.What, Integer> done() {
        return Map.copyOf(done);
    }

    /** Until all acts are carried out. @param declared how many cases have been so far */
    void run(List<Act> acts, IntSupplier declared) throws InterruptedException {
        try {
            for (Act act : acts) {
                nextAfterDeclared = act.afterDeclared();
                while (declared.getAsInt() < act.afterDeclared()) {
                    Thread.sleep(LOOKS_EVERY_MS);
                }
                act(act);
            }
        } finally {
            nextAfterDeclared = Integer.MAX_VALUE / 2; // nobody waits for one that has given up
        }
    }

    /** Whether the next act is due for some time and not done: it may have to wait for a node to come up again. */
    boolean isBehind(int declared) {
        return declared > nextAfterDeclared + size.cases() / LEAD;
    }

    private void act(Act act) throws InterruptedException {
        history.add("nemesis", act.toString());
        switch (act.what()) {
            case KILL -> kill(act.node());
            case STOP_DATABASE -> stopDatabase();
            case MAIL_AWAY -> cluster.mailLine().line(Line.RESET);
            case MAIL_SLOW -> mail(Line.delay(Duration.ofMillis(700)), MailServer.Mood.GOOD);
            case MAIL_4XX -> mail(Line.GOOD, MailServer.Mood.REFUSES_FOR_NOW);
            case MAIL_5XX -> mail(Line.GOOD, MailServer.Mood.REFUSES);
            case MAIL_CUT -> mail(Line.cutAfter(CUT_AFTER_BYTES), MailServer.Mood.GOOD);
            case MAIL_BACK -> mail(Line.GOOD, MailServer.Mood.GOOD);
            case GATEWAY_AWAY -> cluster.gatewayLine().line(Line.RESET);
            case GATEWAY_SILENT -> cluster.gatewayLine().line(Line.BLACK_HOLE);
            case GATEWAY_BACK -> cluster.gatewayLine().line(Line.GOOD);
        }
        count(act.what());
    }

    private synchronized void count(Act.What what) {
        done.merge(what, 1, Integer::sum);
    }

    private void mail(Line line, MailServer.Mood mood) {
        cluster.mailLine().line(line);
        cluster.mail().mood(mood);
    }

    /** The one drawn, or the next one that has come up again; not the last one, because somebody has to recover. */
    private void kill(int drawn) throws InterruptedException {
        RunningNode victim = cluster.node(drawn);
        for (int i = 1; !cluster.isUp(victim) || !isAnotherUp(victim); i++) {
            Thread.sleep(LOOKS_EVERY_MS);
            victim = cluster.node((drawn + i) % cluster.size());
        }
        victim.killHard();
        recovery.killed();
        history.add("nemesis", "killed " + victim);
        startAgain(victim);
    }

    private boolean isAnotherUp(RunningNode victim) {
        return IntStream.range(0, cluster.size())
                .mapToObj(cluster::node)
                .anyMatch(node -> node != victim && cluster.isUp(node));
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
                    // As a process manager would: a start without its database fails, the next one may not.
                    history.add("nemesis", "start " + attempt + " of " + victim + " failed: " + firstLine(e));
                    victim.killHard();
                }
            }
        });
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void stopDatabase() throws InterruptedException {
        recovery.databaseGoes();
        cluster.database().killHard();
        Instant back = Instant.now().plus(size.databaseAway());
        while (Instant.now().isBefore(back)) {
            Thread.sleep(LOOKS_EVERY_MS);
        }
        cluster.database().startAgain();
        recovery.databaseIsBack();
        history.add("nemesis", "database is back");
    }

    /** Everything good again, and every node up. */
    void heal() throws InterruptedException {
        mail(Line.GOOD, MailServer.Mood.GOOD);
        cluster.gatewayLine().line(Line.GOOD);
        cluster.gateway().heal();
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
