package io.fairwell.delivery;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

/**
 * The threads that run a {@link Dispatcher}: woken when a transaction that wrote a message has committed, and by the
 * clock; not at all with {@code fairwell.outbound=false}. Deliberately not beans of a general executor type, which would
 * take the place of the framework's own.
 */
public class DeliveryWorker implements SmartLifecycle, EnvironmentAware {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int STOP_SECONDS = 10;

    private final String name;
    private final int threads;
    private final Duration pollInterval;
    private final Runnable work;
    private final @Nullable Dispatcher<?> dispatcher;
    private final AtomicBoolean failing = new AtomicBoolean();
    private boolean outbound = true;
    private @Nullable ThreadPoolExecutor deliveries;
    private @Nullable ScheduledExecutorService clockwork;

    /**
     * @param name of the threads
     * @param threads how many messages are handed over at a time
     * @param pollInterval zero: only {@link #wake()} starts a delivery
     * @param dispatcher delivers what is due
     * @param before is run each time before that
     */
    public DeliveryWorker(String name, int threads, Duration pollInterval, Dispatcher<?> dispatcher, Runnable before) {
        this(
                () -> {
                    before.run();
                    dispatcher.dispatchDue();
                },
                dispatcher,
                name,
                threads,
                pollInterval);
    }

    DeliveryWorker(String name, int threads, Duration pollInterval, Runnable work) {
        this(work, null, name, threads, pollInterval);
    }

    private DeliveryWorker(
            Runnable work, @Nullable Dispatcher<?> dispatcher, String name, int threads, Duration pollInterval) {
        this.name = name;
        this.threads = threads;
        this.pollInterval = pollInterval;
        this.dispatcher = dispatcher;
        this.work = work;
    }

    @Override
    public void setEnvironment(Environment environment) {
        outbound = environment.getProperty("fairwell.outbound", Boolean.class, true);
    }

    @Override
    public boolean isAutoStartup() {
        return outbound;
    }

    /** Returns at once. A run that waits already will see everything that is committed now, so one is enough. */
    public synchronized void wake() {
        if (deliveries != null) {
            deliveries.execute(this::run);
        }
    }

    /** What piled up while nobody was there is worked off by all threads. */
    private synchronized void wakeAll() {
        for (int thread = 0; thread < threads; thread++) {
            wake();
        }
    }

    private void run() {
        try {
            work.run();
            failing.set(false);
        } catch (RuntimeException e) {
            // Once is enough while the database is away.
            if (failing.compareAndSet(false, true)) {
                LOG.warn(
                        "{}: messages could not be dispatched: {}",
                        name,
                        e.getClass().getSimpleName());
            }
            LOG.debug("{}: messages could not be dispatched", name, e);
        }
    }

    @Override
    public synchronized void start() {
        if (dispatcher != null) {
            dispatcher.start();
        }
        deliveries = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(1),
                task -> new Thread(task, name),
                new ThreadPoolExecutor.DiscardPolicy());
        if (pollInterval.toMillis() > 0) {
            clockwork = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, name + "-poll"));
            clockwork.scheduleWithFixedDelay(
                    this::wakeAll, pollInterval.toMillis(), pollInterval.toMillis(), TimeUnit.MILLISECONDS);
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
            if (dispatcher != null) {
                dispatcher.stop();
            }
            running.shutdown();
            awaitEnd(running);
        }
    }

    private void awaitEnd(ThreadPoolExecutor running) {
        try {
            if (!running.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.shutdownNow();
                handBack();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void handBack() {
        if (dispatcher != null) {
            dispatcher.handBack();
        }
    }

    /** After requests and jobs have ended: their messages still go out. */
    @Override
    public int getPhase() {
        return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1;
    }

    @Override
    public synchronized boolean isRunning() {
        return deliveries != null;
    }
}
