package io.fairwell.harness;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Customers who take back what may be under way already. */
final class Withdrawals {

    private static final int THREADS = 16;

    private final Upstream upstream;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final ConcurrentLinkedQueue<Future<?>> running = new ConcurrentLinkedQueue<>();

    Withdrawals(Upstream upstream) {
        this.upstream = upstream;
    }

    void withdrawLater(PlannedCase one, String number, Duration after) {
        running.add(threads.schedule(
                () -> upstream.withdraw(one.subscription(), number, one.node() + 1, 1),
                after.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    /** Waits for all of them. */
    void finish() throws InterruptedException {
        try {
            Outcomes.await(running);
        } finally {
            threads.shutdown();
        }
    }
}
