package io.fairwell.delivery;

import java.time.Instant;
import java.util.Optional;

/** One kind of messages: where they are kept and how they are handed over. */
public interface Courier<M extends Consignment> {

    /** Takes the message that has been due longest, so that no other node sends it at the same time. */
    Optional<M> claim();

    /** @throws DeliveryFailed when it was not taken */
    void deliver(M message) throws DeliveryFailed;

    void sent(M message);

    void tryAgain(M message, Instant at, DeliveryFailed why);

    void park(M message, String error);
}
