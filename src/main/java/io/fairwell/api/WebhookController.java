package io.fairwell.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import io.fairwell.webhook.Callbacks;
import io.fairwell.webhook.ClientId;
import io.fairwell.webhook.WebhookEndpoints;
import io.fairwell.webhook.WebhookEndpoints.Endpoint;
import io.fairwell.webhook.WebhookSecrets;
import io.fairwell.webhook.Webhooks;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the calling client wants the events of its cases, and what they are signed with. */
@RestController
@RequestMapping(path = "/api/v1/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
class WebhookController {

    private final WebhookEndpoints endpoints;
    private final WebhookSecrets secrets;
    private final Webhooks webhooks;
    private final Callbacks callbacks;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    WebhookController(
            WebhookEndpoints endpoints,
            WebhookSecrets secrets,
            Webhooks webhooks,
            Callbacks callbacks,
            Idempotency idempotency,
            CurrentCaller caller,
            ObjectMapper json) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.webhooks = webhooks;
        this.callbacks = callbacks;
        this.idempotency = idempotency;
        this.caller = caller;
        this.json = json;
    }

    /** @param state ENABLED, or DISABLED once it has answered 410 */
    record EndpointView(
            String url,
            String state,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant disabledAt) {

        static EndpointView of(Endpoint e) {
            String state = e.disabledAt() == null ? "ENABLED" : "DISABLED";
            return new EndpointView(e.url(), state, e.createdAt(), e.updatedAt(), e.disabledAt());
        }
    }

    /**
     * @param secret null as it is kept; put in for the caller
     * @param previousUntil how long the one before goes on signing too
     */
    record SecretView(
            String id,
            @Nullable String secret,
            Instant createdAt,
            @Nullable Instant previousUntil) {}

    record TestView(String webhookId) {}

    @GetMapping("/endpoint")
    EndpointView get() {
        return endpoints
                .find(client())
                .map(EndpointView::of)
                .orElseThrow(() -> new ApiProblem(ProblemType.WEBHOOK_ENDPOINT_NOT_FOUND));
    }

    @PutMapping("/endpoint")
    ResponseEntity<EndpointView> put(HttpServletRequest request) {
        Fields body = Fields.of(Bodies.json(request), new Faults());
        body.need("url");
        String url = body.webAddress("url");
        DeclarationReader.requireAllowed(body, "url", url, callbacks);
        body.rejectOthers();
        body.faults().throwIfAny();
        boolean known = endpoints.find(client()).isPresent();
        Endpoint endpoint = endpoints.put(client(), Objects.requireNonNull(url));
        return ResponseEntity.status(known ? HttpStatus.OK : HttpStatus.CREATED).body(EndpointView.of(endpoint));
    }

    @DeleteMapping("/endpoint")
    ResponseEntity<Void> remove() {
        endpoints.remove(client());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/secrets")
    ResponseEntity<byte[]> rotate(HttpServletRequest request) {
        JsonNode body = Bodies.optionalJson(request);
        ResponseEntity<byte[]> kept = idempotency.execute(request, StrictJson.canonical(body), () -> {
            WebhookSecrets.Rotated rotated = secrets.rotate(client());
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(new SecretView(rotated.id(), null, rotated.createdAt(), rotated.previousUntil()));
        });
        return ResponseEntity.status(kept.getStatusCode())
                .headers(kept.getHeaders())
                .body(withSecret(Objects.requireNonNull(kept.getBody())));
    }

    /** The stored answer must not hold the secret in the clear, so it is put in each time the answer is given. */
    private byte[] withSecret(byte[] kept) {
        try {
            SecretView view = json.readValue(kept, SecretView.class);
            String secret = secrets.show(client(), view.id()).orElse(null);
            return json.writeValueAsBytes(new SecretView(view.id(), secret, view.createdAt(), view.previousUntil()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer cannot be read", e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @PostMapping("/test")
    ResponseEntity<byte[]> test(HttpServletRequest request) {
        JsonNode body = Bodies.optionalJson(request);
        return idempotency.execute(
                request,
                StrictJson.canonical(body),
                () -> ResponseEntity.accepted()
                        .body(new TestView(webhooks.test(client())
                                .orElseThrow(() -> new ApiProblem(ProblemType.WEBHOOK_ENDPOINT_NOT_FOUND)))));
    }

    private ClientId client() {
        Caller known = caller.get();
        return new ClientId(known.tenantId(), known.clientId());
    }
}
