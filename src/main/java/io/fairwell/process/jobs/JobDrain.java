package io.fairwell.process.jobs;

import org.springframework.context.SmartLifecycle;

/** Ends the acquisition of jobs when the node stops. That it begins only after the start is the engine's doing. */
class JobDrain implements SmartLifecycle {

    private final NodeJobExecutor executor;
    private final int phase;
    private boolean running;

    JobDrain(NodeJobExecutor executor, int phase) {
        this.executor = executor;
        this.phase = phase;
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        executor.drain();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return phase;
    }
}
