package io.fairwell.notification;

/** Hands mails over. */
@FunctionalInterface
interface MailTransport {

    void deliver(OutboxMessage message) throws DeliveryFailed;
}
