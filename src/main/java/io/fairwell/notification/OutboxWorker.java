package io.fairwell.notification;

import io.fairwell.delivery.DeliveryWorker;
import io.fairwell.delivery.Dispatcher;
import java.time.Duration;

/** The threads that send letters. */
class OutboxWorker extends DeliveryWorker {

    private static final int THREADS = 2;

    OutboxWorker(Duration pollInterval, Dispatcher<OutboxMessage> dispatcher) {
        super("fairwell-letters", THREADS, pollInterval, dispatcher, () -> {});
    }
}
