package io.fairwell.testing.gateway;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Requests that are carried out when nobody waits for their answer any more, each once. */
final class LateCalls {

    private final ScheduledExecutorService timer;
    private final Set<FutureTask<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile Duration lateness = Duration.ZERO;

    LateCalls(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    void lateness(Duration duration) {
        lateness = duration;
    }

    boolean isOn() {
        return !lateness.isZero();
    }

    void add(Runnable call) {
        FutureTask<?> once = new FutureTask<>(call, null);
        waiting.add(once); // before the lateness is read, so that one that ends now is noticed here or there
        timer.schedule(() -> carryOut(once), lateness.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** All of them, now; and from now on none is late. */
    void catchUp() {
        lateness = Duration.ZERO;
        waiting.forEach(this::carryOut);
    }

    private void carryOut(FutureTask<?> call) {
        call.run();
        waiting.remove(call);
    }
}
