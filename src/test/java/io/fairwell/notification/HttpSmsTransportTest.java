package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Contact;
import io.fairwell.delivery.Dispatcher;
import io.fairwell.delivery.OutboundHttp;
import io.fairwell.notification.OutboxMessage.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text messages as they leave the house, over a real connection. */
class HttpSmsTransportTest extends NotificationTest {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private record Request(String authorization, String key, String type, JsonNode body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private HttpServer provider;
    private OutboundHttp http;
    private volatile int answer = 202;

    @BeforeEach
    void start() throws IOException {
        http = new OutboundHttp(
                InetAddress::getAllByName, new OutboundHttp.Budget(Duration.ofMillis(500), Duration.ofMillis(500)));
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
        provider.createContext("/messages", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                requests.add(new Request(
                        headers.getFirst("Authorization"),
                        headers.getFirst("Idempotency-Key"),
                        headers.getFirst("Content-Type"),
                        new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes())));
                exchange.getResponseHeaders().add("Retry-After", "90");
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        provider.start();
    }

    @AfterEach
    void stop() throws IOException {
        provider.stop(0);
        http.close();
    }

    private Dispatcher<OutboxMessage> dispatcher() {
        URI url = URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/messages");
        SmsTransport sms = new HttpSmsTransport(http, url, "token-7", clock);
        return new Dispatcher<>(new LetterCourier(outbox, null, sms, false, LEASE), clock);
    }

    private CaseNumber aTextMessage() {
        CaseNumber number = aCase(new Contact(null, "+86 138 0013 8000", null), "zh-CN");
        send(number, LetterKind.RECEIPT, "start");
        return number;
    }

    @Test
    void handsAMessageOverAsTheContractSays() {
        CaseNumber number = aTextMessage();

        dispatcher().dispatchDue();

        OutboxMessage sent = only(number);
        String id = sent.messageId().replaceAll("[<>]", "");
        assertThat(sent.status()).isEqualTo(Status.SENT);
        assertThat(requests).singleElement().satisfies(r -> {
            assertThat(r.authorization()).isEqualTo("Bearer token-7");
            assertThat(r.key()).isEqualTo(id);
            assertThat(r.type()).startsWith("application/json");
            assertThat(r.body().size()).isEqualTo(3);
            assertThat(r.body().path("to").asText()).isEqualTo("+8613800138000");
            assertThat(r.body().path("text").asText()).isEqualTo(sent.text()).contains(number.value());
            assertThat(r.body().path("id").asText()).isEqualTo(id);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "400, PARKED,   0",
        "404, PARKED,   0",
        "408, PENDING, 10",
        "429, PENDING, 90",
        "500, PENDING, 10",
        "503, PENDING, 90",
        "302, PENDING, 10"
    })
    void givesUpOnlyWhereTheMessageItselfIsRefused(int status, Status then, long seconds) {
        CaseNumber number = aTextMessage();
        answer = status;

        dispatcher().dispatchDue();

        assertThat(only(number).status()).isEqualTo(then);
        assertThat(only(number).lastError()).isEqualTo("SMS_HTTP_" + status);
        if (then == Status.PENDING) {
            answer = 200;
            clock.plus(Duration.ofSeconds(seconds - 1));
            dispatcher().dispatchDue();
            assertThat(requests).hasSize(1);
            clock.plus(Duration.ofSeconds(1));
            dispatcher().dispatchDue();
            assertThat(only(number).status()).isEqualTo(Status.SENT);
            assertThat(requests)
                    .extracting(Request::key)
                    .containsOnly(requests.get(0).key());
        }
    }

    @Test
    void waitsForAProviderThatIsAway() {
        CaseNumber number = aTextMessage();
        provider.stop(0);

        dispatcher().dispatchDue();

        assertThat(only(number).status()).isEqualTo(Status.PENDING);
        assertThat(only(number).lastError()).isEqualTo("CONNECTION_REFUSED");
    }
}
