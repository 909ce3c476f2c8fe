package io.fairwell.notification;

import io.fairwell.delivery.DeliveryFailed;

/** Hands text messages to a provider. A bean of this type replaces the built-in ones. */
public interface SmsTransport {

    /**
     * @param phone digits, with a leading plus where the customer gave one; personal data
     * @param messageId the same for every attempt of one message
     * @throws DeliveryFailed when the provider did not take it
     */
    void deliver(String phone, String text, String messageId) throws DeliveryFailed;
}
