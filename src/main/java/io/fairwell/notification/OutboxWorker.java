package io.fairwell.notification;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * The threads that run the {@link Dispatcher}: woken when a transaction that wrote a letter has committed, and by the
 * clock. Deliberately not beans of a general executor type, which would take the place of the framework's own.
 */
class OutboxWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
    private static final int THREADS = 2;
    private static final int STOP_SECONDS = 10;

    private final Dispatcher dispatcher;
    private final Duration pollInterval;
    private @Nullable ThreadPoolExecutor deliveries;
    private @Nullable ScheduledExecutorService clockwork;

    OutboxWorker(Dispatcher dispatcher, Duration pollInterval) {
        this.dispatcher = dispatcher;
        this.pollInterval = pollInterval;
    }

    /** Returns at once. A run that waits already will see everything that is committed now, so one is enough. */
    synchronized void wake() {
        if (deliveries != null) {
            deliveries.execute(this::run);
        }
    }

    private void run() {
        try {
            dispatcher.dispatchDue();
        } catch (RuntimeException e) {
            LOG.warn("letters could not be dispatched: {}", e.getClass().getSimpleName());
            LOG.debug("letters could not be dispatched", e);
        }
    }

    @Override
    public synchronized void start() {
        dispatcher.start();
        deliveries = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(1),
                task -> new Thread(task, "fairwell-letters"),
                new ThreadPoolExecutor.DiscardPolicy());
        if (pollInterval.toMillis() > 0) {
            clockwork = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "fairwell-letters-poll"));
            clockwork.scheduleWithFixedDelay(
                    this::wake, pollInterval.toMillis(), pollInterval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        ThreadPoolExecutor running;
        synchronized (this) {
            running = deliveries;
            deliveries = null;
            if (clockwork != null) {
                clockwork.shutdownNow();
            }
        }
        if (running != null) {
            dispatcher.stop();
            running.shutdown();
            awaitEnd(running);
        }
    }

    private void awaitEnd(ThreadPoolExecutor running) {
        try {
            if (!running.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.shutdownNow();
                dispatcher.handBack();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** After requests and jobs have ended: their letters still go out. */
    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1;
    }

    @Override
    public synchronized boolean isRunning() {
        return deliveries != null;
    }
}
