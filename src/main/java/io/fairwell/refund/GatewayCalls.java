package io.fairwell.refund;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call over HTTP: bounded in time from its first to its last byte, bounded in size, redirects not followed, not
 * sent again. Only a GET whose connection ends before the first byte of an answer may arrive twice: the JDK's client
 * cannot be told otherwise, and it happens within the same time limit.
 */
final class GatewayCalls {

    /** A page of a hundred payments has some 50 KiB. */
    private static final int LARGEST_ANSWER_BYTES = 1 << 20;

    record Answer(int status, HttpHeaders headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final HttpClient client;
    private final Duration budget;

    GatewayCalls(RefundProperties properties) {
        this(properties.connectTimeout(), properties.readTimeout());
    }

    GatewayCalls(Duration connectTimeout, Duration readTimeout) {
        budget = connectTimeout.plus(readTimeout);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The longest a call takes. */
    Duration budget() {
        return budget;
    }

    /** @throws GatewayUnavailable when no whole answer was there in time */
    Answer send(HttpRequest request) {
        return send(request, budget);
    }

    /**
     * @param within how long the call may take
     * @throws GatewayUnavailable when no whole answer was there in time
     */
    Answer send(HttpRequest request, Duration within) {
        CompletableFuture<HttpResponse<byte[]>> call =
                client.sendAsync(request, head -> new LimitedBody(LARGEST_ANSWER_BYTES));
        try {
            HttpResponse<byte[]> answer = call.get(Math.max(0, within.toNanos()), TimeUnit.NANOSECONDS);
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new GatewayUnavailable("no whole answer within " + within.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new GatewayUnavailable("interrupted while waiting for the answer", e);
        } catch (ExecutionException e) {
            throw broken(e.getCause() == null ? e : e.getCause());
        }
    }

    private static RuntimeException broken(Throwable cause) {
        if (cause instanceof IOException) {
            return new GatewayUnavailable("the connection broke: " + cause.getMessage(), cause);
        }
        return new IllegalStateException("the call failed", cause);
    }
}
