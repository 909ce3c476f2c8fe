package io.fairwell.refund;

import io.fairwell.refund.GatewayCalls.Answer;
import io.fairwell.refund.HttpGatewayMessages.Page;
import io.fairwell.refund.HttpGatewayMessages.Told;
import io.fairwell.refund.HttpGatewayMessages.Unreadable;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Any gateway that speaks the contract of docs/payment-gateway.md, which says what every answer means. */
@Component
@ConditionalOnProperty(name = "fairwell.refund.gateway", havingValue = "http")
class HttpGateway implements PaymentGateway {

    static final String NAME = "http";

    private static final int MOST_PAGES = 10_000;
    private static final byte[] NO_BODY = {};

    private final String url;
    private final String secret;
    private final Duration keyLifetime;
    private final GatewayCalls calls;
    private final HttpGatewayMessages messages;
    private final Clock clock;

    HttpGateway(HttpGatewayProperties properties, RefundProperties refunds, HttpGatewayMessages messages, Clock clock) {
        url = properties.requiredUrl().toString().replaceFirst("/+$", "");
        secret = properties.requiredSecret();
        keyLifetime = properties.keyLifetime();
        calls = new GatewayCalls(refunds);
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration keyLifetime() {
        return keyLifetime;
    }

    /** @throws IllegalStateException when the gateway has this key with another request: a fault of ours */
    @Override
    public GatewayAnswer refund(GatewayRefund request) {
        Answer answer = calls.send(signed("POST", "/refunds", request.key(), messages.write(request)));
        return switch (answer.status()) {
            case 200, 201 -> told(answer, request.key());
            case 409 -> throw reused(request.key());
            default -> throw unexpected(answer);
        };
    }

    @Override
    public Optional<GatewayAnswer> lookUp(GatewayRefund request) {
        Answer answer = calls.send(signed("GET", "/refunds/" + encoded(request.key()), null, NO_BODY));
        if (answer.status() == 404 && messages.isUnknown(answer.body())) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw unexpected(answer);
        }
        return Optional.of(told(answer, request.key()));
    }

    @Override
    public List<GatewayPayment> payments(Instant from, Instant to) {
        List<GatewayPayment> payments = new ArrayList<>();
        String range = "/refunds?from=" + encoded(from.toString()) + "&to=" + encoded(to.toString());
        String next = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Answer answer = calls.send(signed("GET", range + next, null, NO_BODY));
            if (answer.status() != 200) {
                throw unexpected(answer);
            }
            Page page = read(answer, messages::page);
            payments.addAll(page.payments());
            if (page.next() == null) {
                return payments;
            }
            next = "&cursor=" + encoded(page.next());
        }
        throw new GatewayUnavailable("the list of refunds has no end");
    }

    @Override
    public void revokeMandate(GatewayMandate mandate) {
        Answer answer = calls.send(signed("POST", "/mandates/revocations", mandate.key(), messages.write(mandate)));
        if (answer.status() == 409) {
            throw reused(mandate.key());
        }
        if (answer.status() != 200 && answer.status() != 204) {
            throw unexpected(answer);
        }
    }

    private HttpRequest signed(String method, String path, @Nullable String key, byte[] body) {
        URI uri = URI.create(url + path);
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String signature = RequestSignature.of(secret, timestamp, method, target, key == null ? "" : key, body);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/json")
                .header("Fairwell-Timestamp", timestamp)
                .header("Fairwell-Signature", signature);
        if (key != null) {
            request.header("Idempotency-Key", key).header("Content-Type", "application/json");
        }
        return request.method(method, key == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
    }

    private GatewayAnswer told(Answer answer, String key) {
        Told told = read(answer, messages::told);
        if (!told.key().equals(key)) {
            throw new GatewayUnavailable("the answer is about another key");
        }
        return told.answer();
    }

    private static <T> T read(Answer answer, Function<byte[], T> reader) {
        try {
            return reader.apply(answer.body());
        } catch (Unreadable e) {
            throw new GatewayUnavailable("answered " + answer.status() + ", unreadable: " + e.getMessage(), e);
        }
    }

    private static IllegalStateException reused(String key) {
        return new IllegalStateException("the payment gateway knows key " + key + " with another request");
    }

    private static GatewayUnavailable unexpected(Answer answer) {
        return new GatewayUnavailable(
                switch (answer.status()) {
                    case 400 -> "answered 400: it cannot read our request";
                    case 401 -> "answered 401: fairwell.refund.http.secret or our clock is wrong";
                    case 403 -> "answered 403: it does not let us";
                    case 404 -> "answered 404, but not as the contract says it: the address may be wrong";
                    case 422 -> "answered 422: it does not take what our request says";
                    case 429 -> "answered 429: too many requests";
                    default -> "answered " + answer.status();
                });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
