package io.fairwell.webhook;

import io.fairwell.delivery.DeliveryWorker;
import io.fairwell.delivery.Dispatcher;

/** The threads that send events. */
class WebhookWorker extends DeliveryWorker {

    WebhookWorker(WebhookProperties properties, Dispatcher<WebhookMessage> dispatcher, Runnable before) {
        super("fairwell-webhooks", properties.threads(), properties.pollInterval(), dispatcher, before);
    }
}
