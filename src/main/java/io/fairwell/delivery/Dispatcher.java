package io.fairwell.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due, message by message, at least once. Any number of dispatchers on any number of nodes may run at
 * the same time. No database connection is held while another system is talked to.
 */
public final class Dispatcher<M extends Consignment> {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Until then a node that is stopping has ended, and with it what it may still be sending. */
    public static final Duration HANDED_BACK = Duration.ofSeconds(30);

    private final Courier<M> courier;
    private final Clock clock;
    private final Set<M> inHand = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public Dispatcher(Courier<M> courier, Clock clock) {
        this.courier = courier;
        this.clock = clock;
    }

    /** From now on only what is in hand is delivered; nothing else is taken. */
    public void stop() {
        stopping = true;
    }

    public void start() {
        stopping = false;
    }

    /** Gives up the messages in hand, so that another node need not wait until their leases end. */
    public void handBack() {
        DeliveryFailed stopped = new DeliveryFailed("NODE_STOPPED", false);
        inHand.forEach(message -> courier.tryAgain(message, clock.instant().plus(HANDED_BACK), stopped));
    }

    /** Works until nothing is due, or it is told to stop. */
    public void dispatchDue() {
        Optional<M> next = claim();
        while (next.isPresent()) {
            M message = next.get();
            inHand.add(message);
            try {
                dispatch(message);
            } finally {
                inHand.remove(message);
            }
            next = claim();
        }
    }

    private Optional<M> claim() {
        return stopping || Thread.currentThread().isInterrupted() ? Optional.empty() : courier.claim();
    }

    private void dispatch(M message) {
        if (message.isExpired(clock.instant())) {
            park(message, "EXPIRED");
            return;
        }
        try {
            deliver(message);
            courier.sent(message);
        } catch (DeliveryFailed e) {
            failed(message, e);
        }
    }

    private void deliver(M message) throws DeliveryFailed {
        try {
            courier.deliver(message);
        } catch (RuntimeException e) {
            // A defect of a transport must not keep the other messages from going out.
            throw new DeliveryFailed(e.getClass().getSimpleName(), false);
        }
    }

    private void failed(M message, DeliveryFailed failure) {
        Optional<Instant> again =
                failure.isPermanent() ? Optional.empty() : BackOff.next(message, failure.notBefore(), clock.instant());
        if (again.isPresent()) {
            courier.tryAgain(message, again.get(), failure);
            LOG.debug("{} not delivered ({}), next attempt at {}", message.label(), failure.code(), again.get());
        } else {
            park(message, failure.code());
        }
    }

    private void park(M message, String error) {
        courier.park(message, error);
        LOG.warn("{} is parked after {} attempts: {}", message.label(), message.attempts(), error);
    }
}
