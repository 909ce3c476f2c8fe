package io.fairwell.refund;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What is done about refunds by the clock, on every node. Threads of its own: the gateway may take its time, and nothing
 * else must wait for it. With {@code fairwell.outbound=false} the gateway is left alone.
 */
@Component
class RefundClockwork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RefundClockwork.class);
    private static final int STOP_SECONDS = 15;

    private final RefundJanitor janitor;
    private final Reconciliations reconciliations;
    private final RefundFindings findings;
    private final ObjectProvider<SandboxCallbacks> sandbox;
    private final WatchProperties watch;
    private final boolean outbound;
    private @Nullable ScheduledExecutorService threads;

    RefundClockwork(
            RefundJanitor janitor,
            Reconciliations reconciliations,
            RefundFindings findings,
            ObjectProvider<SandboxCallbacks> sandbox,
            WatchProperties watch,
            @Value("${fairwell.outbound:true}") boolean outbound) {
        this.janitor = janitor;
        this.reconciliations = reconciliations;
        this.findings = findings;
        this.sandbox = sandbox;
        this.watch = watch;
        this.outbound = outbound;
    }

    @Override
    public boolean isAutoStartup() {
        return outbound;
    }

    @Override
    public synchronized void start() {
        threads = Executors.newScheduledThreadPool(2, task -> new Thread(task, "fairwell-refunds"));
        every("refunds could not be checked", () -> {
            sandbox.ifAvailable(SandboxCallbacks::callBack);
            janitor.checkDue();
        });
        every("the comparison with the gateway failed", () -> {
            reconciliations.runIfDue();
            findings.tellWhatIsLeft();
        });
    }

    private void every(String failure, Runnable work) {
        long millis = watch.interval().toMillis();
        if (threads != null && millis > 0) {
            threads.scheduleWithFixedDelay(() -> run(failure, work), millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    private static void run(String failure, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: {}", failure, e.getClass().getSimpleName());
            LOG.debug(failure, e);
        }
    }

    /** What a call was made for is in the ledger: whatever is cut short is taken up by the next round of any node. */
    @Override
    public void stop() {
        ScheduledExecutorService running;
        synchronized (this) {
            running = threads;
            threads = null;
        }
        if (running != null) {
            running.shutdown();
            awaitEnd(running);
        }
    }

    private static void awaitEnd(ScheduledExecutorService running) {
        try {
            if (!running.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }
}
