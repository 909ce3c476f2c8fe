package io.fairwell.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * How long after a kill somebody else had taken up everything that the dead node had in hand: its jobs are those whose
 * lock nobody gives back. Time without a database does not count.
 */
final class Recovery implements AutoCloseable {

    private static final int LOOKS_EVERY_MS = 1000;
    private static final String LOCKED = """
            SELECT id_ || ' ' || lock_owner_ || ' ' || lock_exp_time_ FROM act_ru_job
            WHERE lock_owner_ IS NOT NULL AND lock_exp_time_ > now() AT TIME ZONE 'UTC'
            """;

    private static final class Kill {
        final List<String> inHand;
        Instant countedFrom = Instant.now();

        Kill(List<String> inHand) {
            this.inHand = new ArrayList<>(inHand);
        }
    }

    private final Tables tables;
    private final History history;
    private final List<Kill> open = new ArrayList<>();
    private final List<Duration> times = new ArrayList<>();
    private final Thread watch;
    private volatile boolean databaseAway;
    private volatile boolean closed;

    Recovery(Tables tables, History history) {
        this.tables = tables;
        this.history = history;
        watch = new Thread(this::watch, "harness-recovery");
        watch.setDaemon(true);
        watch.start();
    }

    synchronized void killed() {
        if (databaseAway) {
            return;
        }
        try {
            open.add(new Kill(tables.list(LOCKED, row -> row.getString(1))));
        } catch (IllegalStateException e) {
            // the database goes away at this very moment: what cannot be seen cannot be timed
        }
    }

    void databaseGoes() {
        databaseAway = true;
    }

    synchronized void databaseIsBack() {
        databaseAway = false;
        open.forEach(kill -> kill.countedFrom = Instant.now());
    }

    /** Sorted. */
    synchronized List<Duration> times() {
        return times.stream().sorted().toList();
    }

    /** Jobs that were in dead hands and still are. */
    synchronized List<String> open() {
        return open.stream().flatMap(kill -> kill.inHand.stream()).toList();
    }

    private void watch() {
        while (!closed) {
            try {
                Thread.sleep(LOOKS_EVERY_MS);
                if (!databaseAway) {
                    look();
                }
            } catch (IllegalStateException e) {
                // the database went away meanwhile: the next look will tell
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void look() {
        if (open.isEmpty()) {
            return;
        }
        List<String> locked = tables.list(
                "SELECT id_ || ' ' || lock_owner_ || ' ' || lock_exp_time_ FROM act_ru_job"
                        + " WHERE lock_owner_ IS NOT NULL",
                row -> row.getString(1));
        for (Iterator<Kill> all = open.iterator(); all.hasNext(); ) {
            Kill kill = all.next();
            List<String> before = List.copyOf(kill.inHand);
            kill.inHand.retainAll(locked);
            if (kill.inHand.isEmpty()) {
                Duration took = Duration.between(kill.countedFrom, Instant.now());
                times.add(took);
                history.add("nemesis", "recovered after " + took.toSeconds() + " s, last of all " + before);
                all.remove();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
    }
}
