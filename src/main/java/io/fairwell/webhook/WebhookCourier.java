package io.fairwell.webhook;

import io.fairwell.delivery.Courier;
import io.fairwell.delivery.DeliveryFailed;
import io.fairwell.delivery.HttpAnswer;
import io.fairwell.delivery.OutboundHttp;
import io.fairwell.delivery.Unreachable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings events to their endpoints, a few at a time to each host. */
class WebhookCourier implements Courier<WebhookMessage> {

    private static final String CLOUD_EVENT = "application/cloudevents+json; charset=UTF-8";
    private static final int GONE = 410;

    private final WebhookQueue queue;
    private final WebhookEndpoints endpoints;
    private final WebhookSecrets secrets;
    private final Pauses pauses;
    private final Callbacks callbacks;
    private final OutboundHttp http;
    private final int perHost;
    private final Clock clock;
    /** Under the lock of this object: how many events are on their way to each host. */
    private final Map<String, Integer> underway = new HashMap<>();

    WebhookCourier(
            WebhookQueue queue,
            WebhookEndpoints endpoints,
            WebhookSecrets secrets,
            Pauses pauses,
            Callbacks callbacks,
            OutboundHttp http,
            int perHost,
            Clock clock) {
        this.queue = queue;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.pauses = pauses;
        this.callbacks = callbacks;
        this.http = http;
        this.perHost = perHost;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<WebhookMessage> claim() {
        List<String> busy = underway.entrySet().stream()
                .filter(host -> host.getValue() >= perHost)
                .map(Map.Entry::getKey)
                .toList();
        Optional<WebhookMessage> claimed = queue.claim(busy);
        claimed.ifPresent(message -> underway.merge(message.host(), 1, Integer::sum));
        return claimed;
    }

    private synchronized void back(WebhookMessage message) {
        underway.computeIfPresent(message.host(), (host, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void deliver(WebhookMessage message) throws DeliveryFailed {
        try {
            HttpAnswer answer = post(message);
            if (answer.status() == GONE) {
                endpoints.gone(message.endpointId());
            }
            if (!answer.isSuccess()) {
                throw refused(message, answer);
            }
        } catch (Unreachable silent) {
            pauses.afterSilence(message.client(), message.host());
            throw silent;
        } finally {
            back(message);
        }
    }

    private DeliveryFailed refused(WebhookMessage message, HttpAnswer answer) {
        Duration wait = answer.wait(clock);
        if (wait != null) {
            pauses.asAskedFor(message.client(), message.host(), wait);
        }
        return new DeliveryFailed(answer.code(), answer.status() == GONE, wait);
    }

    private HttpAnswer post(WebhookMessage message) throws DeliveryFailed {
        if (message.disabled() || message.address() == null) {
            throw new DeliveryFailed("ENDPOINT_DISABLED", true);
        }
        if (!callbacks.accepts(message.address())) {
            throw new DeliveryFailed("ADDRESS_REFUSED", true);
        }
        long now = clock.instant().getEpochSecond();
        String signature =
                Signature.header(secrets.signing(message.client()), message.webhookId(), now, message.body());
        return http.post(
                URI.create(message.address()),
                CLOUD_EVENT,
                message.body().getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "webhook-id", message.webhookId(),
                        "webhook-timestamp", Long.toString(now),
                        "webhook-signature", signature));
    }

    @Override
    public void sent(WebhookMessage message) {
        queue.sent(message);
        pauses.end(message.client(), message.host());
    }

    @Override
    public void tryAgain(WebhookMessage message, Instant at, DeliveryFailed why) {
        queue.tryAgain(message, at, why.code());
    }

    @Override
    public void park(WebhookMessage message, String error) {
        queue.park(message, error);
    }
}
