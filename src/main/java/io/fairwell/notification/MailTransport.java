package io.fairwell.notification;

import io.fairwell.delivery.DeliveryFailed;

/** Hands mails over. */
@FunctionalInterface
interface MailTransport {

    void deliver(OutboxMessage message) throws DeliveryFailed;
}
