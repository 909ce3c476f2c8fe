package io.fairwell.harness;

import io.fairwell.harness.PlannedCase.Kind;
import io.fairwell.testing.gateway.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Cases that nobody withdraws, in place of those whose refund, and so its faults, a withdrawal has prevented. */
final class MakeUp {

    private static final int LOOKS_EVERY_MS = 500;

    private final Size size;
    private final Upstream upstream;
    private final GatewayFaults faults;
    private final Consumer<List<PlannedCase>> imports;
    private int added;

    /** @param imports makes cases known before they are declared */
    MakeUp(Size size, Upstream upstream, GatewayFaults faults, Consumer<List<PlannedCase>> imports) {
        this.size = size;
        this.upstream = upstream;
        this.faults = faults;
        this.imports = imports;
    }

    /** Until every kind of fault has happened often enough, or patience ends. @return how many cases it took */
    int run(Plan plan) throws InterruptedException {
        faults.dismiss(upstream.withdrawn());
        // an agent may have refused it
        faults.dismiss(plan.subscriptions(Kind.REVIEW));
        ExecutorService clients = Executors.newFixedThreadPool(size.clients());
        Instant end = Instant.now().plus(size.patience());
        while (Instant.now().isBefore(end) && !faults.haveHappened(size.gatewayFaults())) {
            Map<Fault, Integer> missing = faults.missing(size.gatewayFaults());
            if (!missing.isEmpty()) {
                add(missing, clients);
            }
            Thread.sleep(LOOKS_EVERY_MS);
        }
        clients.shutdown();
        return added;
    }

    private void add(Map<Fault, Integer> missing, ExecutorService clients) {
        List<PlannedCase> more = new ArrayList<>();
        for (List<Fault> one : BadDays.with(missing)) {
            more.add(PlannedCase.afflicted("more-" + added, one, added));
            added++;
        }
        imports.accept(more);
        faults.plan(more);
        more.forEach(
                one -> clients.submit(() -> upstream.declare(one.subscription(), one.declaration(), one.node(), 0)));
    }
}
