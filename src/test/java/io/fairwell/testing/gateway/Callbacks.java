package io.fairwell.testing.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells somebody what became of a payment, again and again until they answer 2xx, each time at another address. */
final class Callbacks {

    private static final int ATTEMPTS = 30;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final String secret;
    private volatile List<URI> addresses;

    Callbacks(List<URI> addresses, String secret, ScheduledExecutorService timer, Clock clock) {
        this.addresses = List.copyOf(addresses);
        this.secret = secret;
        this.timer = timer;
        this.clock = clock;
    }

    void addresses(List<URI> to) {
        addresses = List.copyOf(to);
    }

    /** @param done told the status of each attempt; 0 for none */
    void send(String id, String body, Duration delay, Consumer<Integer> done) {
        if (!addresses.isEmpty()) {
            attempt(id, body, 0, delay, done);
        }
    }

    private void attempt(String id, String body, int number, Duration delay, Consumer<Integer> done) {
        timer.schedule(
                () -> {
                    int status = post(id, body, number);
                    done.accept(status);
                    if (status / 100 != 2 && number + 1 < ATTEMPTS) {
                        attempt(id, body, number + 1, Duration.ofMillis(Math.min(5_000, 250L << number / 2)), done);
                    }
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** @return the status of the answer; 0 where there was none */
    int post(String id, String body, int number) {
        List<URI> to = addresses;
        if (to.isEmpty()) {
            return 0;
        }
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(to.get(number % to.size()))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", Signing.callback(secret, id, timestamp, body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (java.io.IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
