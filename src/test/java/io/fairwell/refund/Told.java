package io.fairwell.refund;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;

/** What the rest of the application was told; can be made to fail as a listener may. */
class Told {

    final List<RefundProgressed> progress = new CopyOnWriteArrayList<>();
    final List<Finding> findings = new CopyOnWriteArrayList<>();
    volatile boolean deaf;

    void reset() {
        progress.clear();
        findings.clear();
        deaf = false;
    }

    @EventListener
    void on(RefundProgressed event) {
        listen();
        progress.add(event);
    }

    @EventListener
    void on(DiscrepancyFound event) {
        listen();
        findings.add(event.finding());
    }

    private void listen() {
        if (deaf) {
            throw new IllegalStateException("the case is locked");
        }
    }
}
