package io.fairwell.webhook;

import static org.mockito.Mockito.when;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseNumbers;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.Declaration;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Lifecycle;
import io.fairwell.cancellation.QuoteBook;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.SubscriptionDirectory;
import io.fairwell.delivery.Delivery;
import io.fairwell.delivery.DeliveryLog;
import io.fairwell.delivery.Dispatcher;
import io.fairwell.delivery.OutboundHttp;
import io.fairwell.security.Seal;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

/** Events of real cases on their way to a real server; the worker is not started by itself, tests dispatch. */
@DatabaseTest
@EnableConfigurationProperties(WebhookProperties.class)
@Import({
    CancellationCases.class,
    CaseFiles.class,
    Cancellations.class,
    CaseNumbers.class,
    CaseEvents.class,
    DeliveryLog.class,
    EventBody.class,
    Pauses.class,
    Seal.class,
    WebhookEndpoints.class,
    WebhookQueue.class,
    WebhookSecrets.class,
    Webhooks.class
})
abstract class WebhookTest {

    static final ClientId SHOP = new ClientId("main", "shop");
    /** Short, so that tests of slow systems are quick. */
    static final OutboundHttp.Budget BUDGET = new OutboundHttp.Budget(Duration.ofMillis(300), Duration.ofMillis(400));

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    CancellationCases cases;

    @Autowired
    Cancellations cancellations;

    @Autowired
    WebhookEndpoints endpoints;

    @Autowired
    WebhookQueue queue;

    @Autowired
    WebhookSecrets secrets;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Pauses pauses;

    @Autowired
    DeliveryLog log;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MutableClock clock;

    @MockitoBean
    WebhookWorker worker;

    @MockitoBean
    SubscriptionDirectory directory;

    @MockitoBean
    Lifecycle lifecycle;

    @MockitoBean
    QuoteBook quotes;

    final Receiver receiver = new Receiver();
    private OutboundHttp http;

    @BeforeEach
    void connect() {
        // Any name stands for this machine.
        http = new OutboundHttp(host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")}, BUDGET);
    }

    @AfterEach
    void disconnect() throws IOException {
        http.close();
        receiver.close();
    }

    Dispatcher<WebhookMessage> dispatcher() {
        return new Dispatcher<>(courier(), clock);
    }

    WebhookCourier courier() {
        return courier(new Callbacks(true, Set.of(443), InetAddress::getAllByName), http);
    }

    WebhookCourier courier(Callbacks callbacks, OutboundHttp by) {
        return new WebhookCourier(queue, endpoints, secrets, pauses, callbacks, by, 2, clock);
    }

    CaseNumber aCase(@Nullable String callbackUrl) {
        return aCase("shop", callbackUrl);
    }

    CaseNumber aCase(String clientId, @Nullable String callbackUrl) {
        String id = "sub-" + NEXT.incrementAndGet();
        when(directory.find("main", id))
                .thenReturn(Optional.of(new SubscriptionDirectory.Entry(
                        id, "cust-7", ZoneId.of("Asia/Shanghai"), RenewalState.ON, null)));
        return cancellations
                .register(new Declaration(
                        "main",
                        clientId,
                        id,
                        null,
                        null,
                        null,
                        "because of canary-comment",
                        EffectiveMode.PERIOD_END,
                        null,
                        null,
                        "WEB",
                        "en",
                        new Contact("canary@example.org", null, "Canary Name"),
                        IdentityMethod.CODE,
                        null,
                        null,
                        null,
                        true,
                        callbackUrl,
                        null,
                        false))
                .number();
    }

    void happens(CaseNumber number, Kind kind) {
        cases.change(number, c -> c.noted(kind, Actor.SYSTEM, clock.instant(), Map.of()));
    }

    List<Delivery> deliveries(CaseNumber number) {
        return log.search(new DeliveryLog.Search("main", null, null, number.value(), null, 100));
    }
}
