package io.fairwell.webhook;

import io.fairwell.delivery.DeliveryWorker;

/** The threads that send events. */
class WebhookWorker extends DeliveryWorker {

    WebhookWorker(WebhookProperties properties, Runnable work) {
        super("fairwell-webhooks", properties.threads(), properties.pollInterval(), work);
    }
}
