package io.fairwell.webhook;

import io.fairwell.delivery.AfterCommit;
import io.fairwell.delivery.Redelivery;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Has events sent: written with the change they tell of, delivered afterwards. */
@Service
public class Webhooks implements Redelivery {

    private final WebhookEndpoints endpoints;
    private final WebhookQueue queue;
    private final WebhookWorker worker;
    private final EventBody bodies;
    private final Clock clock;

    Webhooks(WebhookEndpoints endpoints, WebhookQueue queue, WebhookWorker worker, EventBody bodies, Clock clock) {
        this.endpoints = endpoints;
        this.queue = queue;
        this.worker = worker;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * Sends an event about no case to the client's own endpoint.
     *
     * @return its webhook-id; empty without an endpoint that takes events
     */
    @Transactional
    public Optional<String> test(ClientId client) {
        String body = bodies.test(UUID.randomUUID().toString(), clock.instant());
        return endpoints
                .registered(client)
                .map(endpoint -> send(client.tenantId(), endpoint.id(), null, EventType.TEST, body));
    }

    /**
     * @param caseNumber null for a test
     * @return its webhook-id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    String send(String tenantId, long endpointId, @Nullable String caseNumber, EventType type, String body) {
        String webhookId = "msg_" + UUID.randomUUID();
        queue.add(tenantId, endpointId, caseNumber, webhookId, type, body);
        AfterCommit.run(worker::wake);
        return webhookId;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean redeliver(String tenantId, String id) {
        boolean restarted = queue.restart(tenantId, id);
        if (restarted) {
            AfterCommit.run(worker::wake);
        }
        return restarted;
    }
}
