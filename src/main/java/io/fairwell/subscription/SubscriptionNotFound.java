package io.fairwell.subscription;

/** No such subscription, or not one the asking tenant may know of. */
public class SubscriptionNotFound extends RuntimeException {

    public SubscriptionNotFound(String id) {
        super("no subscription " + id);
    }
}
