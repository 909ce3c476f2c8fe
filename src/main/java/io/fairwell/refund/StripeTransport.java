package io.fairwell.refund;

import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/**
 * What Stripe's library sends goes through {@link GatewayCalls}: the library's own client follows redirects, has a
 * time-out per read only, and stands on one that silently repeats a POST on a broken connection. The read time-out of
 * the library's options is the limit for the whole call.
 */
final class StripeTransport extends HttpClient {

    /** How long our last calls took is our affair. */
    private static final String TELEMETRY = "X-Stripe-Client-Telemetry";

    private final GatewayCalls calls;

    StripeTransport(GatewayCalls calls) {
        this.calls = calls;
    }

    /** @throws GatewayUnavailable when no whole answer was there in time */
    @Override
    public StripeResponse request(StripeRequest request) {
        HttpRequest.Builder http =
                HttpRequest.newBuilder(URI.create(request.url().toString()));
        request.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(TELEMETRY)) {
                values.forEach(value -> http.header(name, value));
            }
        });
        var content = request.content();
        if (content == null) {
            http.method(request.method().name(), BodyPublishers.noBody());
        } else {
            http.header("Content-Type", content.contentType())
                    .method(request.method().name(), BodyPublishers.ofByteArray(content.byteArrayContent()));
        }
        GatewayCalls.Answer answer =
                calls.send(http.build(), Duration.ofMillis(request.options().getReadTimeout()));
        return new StripeResponse(
                answer.status(), HttpHeaders.of(answer.headers().map()), answer.text());
    }
}
