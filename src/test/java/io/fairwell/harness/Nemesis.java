package io.fairwell.harness;

import io.fairwell.harness.FaultProxy.Line;
import io.fairwell.harness.Plan.Act;
import io.fairwell.testing.RunningNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Carries out the planned acts when their time has come, and puts back what it broke. */
final class Nemesis implements AutoCloseable {

    private static final int LOOKS_EVERY_MS = 50;
    /** Every call to the gateway that was under way has ended by then. */
    private static final int ANSWERS_ARE_IN_AFTER_MS = 7000;

    /** A node that was started without a database has got as far as it gets. */
    private static final int WAITS_FOR_ITS_DATABASE_AFTER_MS = 20_000;

    private static final int CUT_AFTER_BYTES = 300;
    /** Clients may be ahead of it by this part of all cases, so that they work while a node comes up. */
    private static final int LEAD = 80;

    private final Cluster cluster;
    private final Size size;
    private final History history;
    private final Recovery recovery;
    private final Kills kills;
    private volatile int nextAfterDeclared;
    private final Map<Act.What, Integer> done = new EnumMap<>(Act.What.class);

    Nemesis(Cluster cluster, Size size, History history, Recovery recovery) {
        this.cluster = cluster;
        this.size = size;
        this.history = history;
        this.recovery = recovery;
        kills = new Kills(cluster, history, recovery);
    }

    /** How often each act was really carried out. */
    synchronized Map<Act.What, Integer> done() {
        return Map.copyOf(done);
    }

    /** See {@link Kills#killAll}. */
    void killAll() {
        kills.killAll();
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
            case KILL -> kills.kill(kills.victim(act.node()));
            case STOP_DATABASE -> startDatabase(stopDatabase());
            case STOP_DATABASE_AND_KILL -> stopDatabaseAndKill(act.node());
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

    /** @return when it is to come back */
    private Instant stopDatabase() {
        recovery.databaseGoes();
        cluster.database().killHard();
        return Instant.now().plus(size.databaseAway());
    }

    private void startDatabase(Instant when) throws InterruptedException {
        while (Instant.now().isBefore(when)) {
            Thread.sleep(LOOKS_EVERY_MS);
        }
        cluster.database().startAgain();
        recovery.databaseIsBack();
        history.add("nemesis", "database is back");
    }

    /** Nodes die with answers in hand that they cannot write down, and start while there is nothing to connect to. */
    private void stopDatabaseAndKill(int drawn) throws InterruptedException {
        List<RunningNode> victims = kills.victims(drawn, Size.KILLS_IN_AN_ABSENCE - 1);
        Instant back = stopDatabase();
        Thread.sleep(ANSWERS_ARE_IN_AFTER_MS);
        for (RunningNode victim : victims) {
            kills.kill(victim);
            count(Act.What.KILL);
        }
        Thread.sleep(WAITS_FOR_ITS_DATABASE_AFTER_MS);
        kills.killWhileItStarts(victims.get(0));
        count(Act.What.KILL);
        startDatabase(back);
        count(Act.What.STOP_DATABASE);
    }

    /** Nodes that were ready and ended although nobody had killed them. */
    List<Finding> endedByThemselves() {
        return kills.endedByThemselves();
    }

    /** Everything good again, and every node up. */
    void heal() throws InterruptedException {
        mail(Line.GOOD, MailServer.Mood.GOOD);
        cluster.gatewayLine().line(Line.GOOD);
        cluster.gateway().heal();
        cluster.gateway().catchUp();
        kills.finish();
    }

    @Override
    public void close() {
        kills.close();
    }
}
