package io.fairwell.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Customers who take back what may be under way already. */
final class Withdrawals {

    private static final int THREADS = 16;
    private static final int LOOKS_EVERY_MS = 100;

    private final Upstream upstream;
    private final int replayedOneIn;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final ConcurrentLinkedQueue<Future<?>> running = new ConcurrentLinkedQueue<>();
    /** Whose refund the gateway has booked. */
    private final Set<String> paid = new HashSet<>();
    /** By subscription, who waits for that. */
    private final Map<String, Late> waiting = new HashMap<>();

    private record Late(PlannedCase one, String number) {}

    /** @param replayedOneIn one in so many is asked for a second time, at another node */
    Withdrawals(Upstream upstream, int replayedOneIn) {
        this.upstream = upstream;
        this.replayedOneIn = replayedOneIn;
    }

    void withdrawLater(PlannedCase one, String number, Duration after) {
        int replays = Math.floorMod(one.name().hashCode(), replayedOneIn) == 0 ? 1 : 0;
        running.add(threads.schedule(
                () -> upstream.withdraw(one.subscription(), number, one.node() + 1, replays),
                after.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    /** When the gateway has booked the refund of this case, and the time of its rival has passed. */
    synchronized void withdrawOncePaid(PlannedCase one, String number) {
        if (paid.contains(one.subscription())) {
            withdrawLater(one, number, one.rivalAfter());
        } else {
            waiting.put(one.subscription(), new Late(one, number));
        }
    }

    /** The gateway has; nobody else knows yet. */
    synchronized void paid(String subscription) {
        paid.add(subscription);
        Late late = waiting.remove(subscription);
        if (late != null) {
            withdrawLater(late.one(), late.number(), late.one().rivalAfter());
        }
    }

    private synchronized boolean isAnybodyWaiting() {
        return !waiting.isEmpty();
    }

    /** Whoever still waits is late no more. */
    private synchronized void giveUpWaiting() {
        waiting.clear();
    }

    /** Waits for all of them. @param patience with those whose refund is not paid */
    void finish(Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (isAnybodyWaiting() && Instant.now().isBefore(end)) {
            Thread.sleep(LOOKS_EVERY_MS);
        }
        giveUpWaiting();
        try {
            Outcomes.await(running);
        } finally {
            threads.shutdown();
        }
    }
}
