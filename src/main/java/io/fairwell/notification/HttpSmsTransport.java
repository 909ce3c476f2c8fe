package io.fairwell.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.delivery.DeliveryFailed;
import io.fairwell.delivery.HttpAnswer;
import io.fairwell.delivery.OutboundHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Text messages through a provider that speaks the contract of {@code docs/messages.md}. */
class HttpSmsTransport implements SmsTransport, AutoCloseable {

    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    /** Request Timeout and Too Many Requests say nothing against the message. */
    private static final Set<Integer> LATER = Set.of(408, 429);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutboundHttp http;
    private final URI url;
    private final String token;
    private final Clock clock;

    HttpSmsTransport(OutboundHttp http, URI url, String token, Clock clock) {
        this.http = http;
        this.url = url;
        this.token = token;
        this.clock = clock;
    }

    @Override
    public void deliver(String phone, String text, String messageId) throws DeliveryFailed {
        String id = messageId.replaceAll("[<>]", "");
        HttpAnswer answer = http.post(
                url,
                "application/json",
                body(phone, text, id),
                Map.of("Authorization", "Bearer " + token, "Idempotency-Key", id));
        if (!answer.isSuccess()) {
            boolean permanent = answer.status() >= FIRST_CLIENT_ERROR
                    && answer.status() < FIRST_SERVER_ERROR
                    && !LATER.contains(answer.status());
            throw new DeliveryFailed("SMS_" + answer.code(), permanent, answer.wait(clock));
        }
    }

    private static byte[] body(String phone, String text, String id) {
        try {
            return JSON.writeValueAsString(Map.of("to", phone, "text", text, "id", id))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws java.io.IOException {
        http.close();
    }
}
