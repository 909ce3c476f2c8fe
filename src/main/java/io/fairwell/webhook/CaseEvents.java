package io.fairwell.webhook;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseChanged;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseFiles;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes down whom to tell what has happened, in the transaction in which it happens: an event that is recorded is told,
 * and nothing is told that was rolled back.
 */
@Component
class CaseEvents {

    private final WebhookEndpoints endpoints;
    private final Webhooks webhooks;
    private final EventBody bodies;
    private final CaseFiles files;

    CaseEvents(WebhookEndpoints endpoints, Webhooks webhooks, EventBody bodies, CaseFiles files) {
        this.endpoints = endpoints;
        this.webhooks = webhooks;
        this.bodies = bodies;
        this.files = files;
    }

    @EventListener
    void on(CaseChanged change) {
        List<CaseEvent> told = change.events().stream()
                .filter(event -> EventType.of(event.kind()).isPresent())
                .toList();
        if (told.isEmpty()) {
            return;
        }
        List<Long> to = endpoints(change.changed());
        for (CaseEvent event : told) {
            tell(change.changed(), event, to);
        }
    }

    private void tell(CancellationCase c, CaseEvent event, List<Long> to) {
        EventType type = EventType.of(event.kind()).orElseThrow();
        String body = bodies.of(UUID.randomUUID().toString(), type, c, event);
        for (long endpoint : to) {
            webhooks.send(c.tenantId(), endpoint, c.number().value(), type, body);
        }
    }

    /** The client's own and the one of the declaration; only one of them where both are the same address. */
    private List<Long> endpoints(CancellationCase c) {
        ClientId client = new ClientId(c.tenantId(), c.request().clientId());
        List<Long> found = new ArrayList<>();
        Optional<WebhookEndpoints.Registered> own = endpoints.registered(client);
        own.ifPresent(endpoint -> found.add(endpoint.id()));
        Optional.ofNullable(files.get(c.number()).callbackUrl())
                .filter(address ->
                        own.filter(endpoint -> address.equals(endpoint.url())).isEmpty())
                .flatMap(CaseEvents::host)
                .flatMap(host -> endpoints.ofCase(client, c.number().value(), host))
                .ifPresent(found::add);
        return found;
    }

    /** Addresses from before they were checked may have none. */
    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
