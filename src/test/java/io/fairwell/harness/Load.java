package io.fairwell.harness;

import io.fairwell.harness.PlannedCase.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Clients at work: each takes the next planned case, declares it, and lets its rival loose. */
final class Load {

    private static final int LOOKS_EVERY_MS = 50;

    private final Plan plan;
    private final Upstream upstream;
    private final Withdrawals withdrawals;
    private final Decisions decisions;
    private final AtomicInteger declared = new AtomicInteger();
    private final ConcurrentLinkedQueue<PlannedCase> left;

    Load(Plan plan, Upstream upstream, Withdrawals withdrawals, Decisions decisions) {
        this.plan = plan;
        this.upstream = upstream;
        this.withdrawals = withdrawals;
        this.decisions = decisions;
        left = new ConcurrentLinkedQueue<>(plan.cases());
    }

    int declared() {
        return declared.get();
    }

    /**
     * Returns when every client was told about everything it asked for.
     *
     * @param wait whether, after so many declared cases, faults have yet to happen that are planned to happen amid them
     */
    void run(IntPredicate wait) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(plan.size().clients());
        ExecutorService rivals = Executors.newCachedThreadPool();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < plan.size().clients(); i++) {
            all.add(clients.submit(() -> {
                for (PlannedCase next = left.poll(); next != null; next = left.poll()) {
                    declare(next, rivals);
                    while (wait.test(declared.get())) {
                        Thread.sleep(LOOKS_EVERY_MS);
                    }
                }
                return null;
            }));
        }
        clients.shutdown();
        try {
            Outcomes.await(all);
        } finally {
            rivals.shutdown();
        }
        withdrawals.finish(plan.size().patience());
        decisions.finish(plan.size().patience());
    }

    private void declare(PlannedCase one, ExecutorService rivals) throws InterruptedException, ExecutionException {
        int replays = Math.floorMod(one.name().hashCode(), plan.size().mix().replayedOneIn()) == 0 ? 1 : 0;
        Future<?> twin = null;
        if (one.twin()) {
            twin = rivals.submit(
                    () -> upstream.declare(one.subscription(), one.declaration(), one.node() + 1, replays));
        }
        Told told = upstream.declare(one.subscription(), one.declaration(), one.node(), replays);
        declared.incrementAndGet();
        if (twin != null) {
            twin.get();
        }
        String number = told.caseNumber();
        if (number == null) {
            return;
        }
        switch (one.rival()) {
            case NONE -> {}
            case WITHDRAWAL ->
                withdrawals.withdrawLater(one, number, one.kind() == Kind.AT_ONCE ? one.rivalAfter() : Duration.ZERO);
            case LATE_WITHDRAWAL -> withdrawals.withdrawOncePaid(one, number);
            case TWO_AGENTS -> decisions.decideLater(one, number);
        }
    }
}
