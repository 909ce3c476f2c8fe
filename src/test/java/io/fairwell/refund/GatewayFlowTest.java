package io.fairwell.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpServer;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.refund.CallbackRefused.Why;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import io.fairwell.testing.gateway.Entry;
import io.fairwell.testing.gateway.Fault;
import io.fairwell.testing.gateway.StubGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** From the order to the callback: ledger, HTTP gateway, a gateway that misbehaves, and what it tells by itself. */
@DatabaseTest
@TestPropertySource(
        properties = {
            "fairwell.refund.gateway=http",
            "fairwell.refund.read-timeout=700ms",
            "fairwell.refund.connect-timeout=100ms",
            "fairwell.refund.http.secret=" + GatewayFlowTest.SECRET,
            "fairwell.refund.http.callback-secret=" + GatewayFlowTest.NEXT_SECRET + ","
                    + GatewayFlowTest.CALLBACK_SECRET
        })
@Import({
    RefundConfiguration.class,
    RefundAccounts.class,
    RefundLines.class,
    RefundIntents.class,
    RefundFindings.class,
    RefundCalls.class,
    RefundNews.class,
    Refunds.class,
    HttpGatewayMessages.class,
    HttpCallbacks.class,
    GatewayFlowTest.Doubles.class
})
class GatewayFlowTest {

    static final String SECRET = "the-secret-of-requests";
    static final String CALLBACK_SECRET = "whsec_Y2FsbGJhY2stc2VjcmV0LWZvci10ZXN0cw==";
    static final String NEXT_SECRET = "the-next-secret-of-callbacks";
    private static final String STRIPE_SECRET = "whsec_stripe";

    /** The stub is there before the gateway that is told its address. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Doubles {

        @Bean(destroyMethod = "close")
        StubGateway stub(MutableClock clock) throws IOException {
            Path journal = Files.createTempDirectory("stub-gateway").resolve("journal");
            return StubGateway.start(0, journal, SECRET, null, CALLBACK_SECRET, clock)
                    .slowness(Duration.ofSeconds(1));
        }

        @Bean
        HttpGateway httpGateway(
                StubGateway stub,
                HttpGatewayProperties properties,
                RefundProperties refunds,
                HttpGatewayMessages messages,
                Clock clock) {
            return new HttpGateway(
                    new HttpGatewayProperties(
                            URI.create(stub.url()), properties.secret(), List.of(), properties.keyLifetime()),
                    refunds,
                    messages,
                    clock);
        }
    }

    @Autowired
    private StubGateway stub;

    @Autowired
    private Refunds refunds;

    @Autowired
    private HttpCallbacks callbacks;

    @Autowired
    private ObjectMapper json;

    @Autowired
    private MutableClock clock;

    private HttpServer listener;

    /** The stub remembers what the database of the last test knew: each test has a case of its own. */
    private static final AtomicInteger CASES = new AtomicInteger();

    private final CaseNumber number = Orders.numbered("FW-20260310-7"
            + Integer.toString(CASES.incrementAndGet() + 1111, 9).replace('0', '9'));

    @BeforeEach
    void listen() throws IOException {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        listener.createContext("/callbacks/payments/http", exchange -> {
            int status = 204;
            try {
                callbacks.accept(
                        exchange.getRequestHeaders()::getFirst,
                        exchange.getRequestBody().readAllBytes());
            } catch (PaymentUnknown e) {
                status = 404;
            } catch (CallbackRefused e) {
                status = 401;
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        listener.start();
        stub.heal();
        stub.callBackTo(List.of(
                URI.create("http://localhost:" + listener.getAddress().getPort() + "/callbacks/payments/http")));
    }

    @AfterEach
    void hangUp() {
        listener.stop(0);
    }

    private RefundOrder order() {
        Money amount = Money.parse("CNY 22.00");
        return new RefundOrder(
                "main", number, RefundOrder.REFUND, amount, "CARD", "sub-1", RefundOrder.TERM, amount, "pay-7");
    }

    private RefundIntent intent() {
        return refunds.find(number).orElseThrow();
    }

    private long callbacksTaken(String key) {
        return stub.journal().stream()
                .filter(entry ->
                        entry.kind() == Entry.Kind.CALLED_BACK && entry.key().equals(key))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"true, SETTLED", "false, RETURNED"})
    void aPaymentSettlesByACallback(boolean arrived, Settlement settlement) {
        assertThat(refunds.pay(order())).isEqualTo(RefundState.SUCCEEDED);
        assertThat(intent().settlement()).isEqualTo(Settlement.PENDING);

        stub.settle(intent().key(), arrived);
        await().until(() -> callbacksTaken(intent().key()) == 1);

        assertThat(intent().settlement()).isEqualTo(settlement);
        assertThat(intent().state()).isEqualTo(RefundState.SUCCEEDED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CALLBACK_TWICE", "CALLBACK_DELAYED", "CALLBACK_BEFORE_ANSWER"})
    void callbacksMayComeTwiceLateOrEarly(Fault fault) {
        stub.fault(fault, 1);
        assertThat(refunds.pay(order())).isEqualTo(RefundState.SUCCEEDED);
        String key = intent().key();
        long before = callbacksTaken(key);
        stub.settle(key, true);
        await().until(() -> callbacksTaken(key) - before == (fault == Fault.CALLBACK_TWICE ? 2 : 1));
        assertThat(intent().settlement()).isEqualTo(Settlement.SETTLED);
    }

    /** The answer is lost, but the gateway tells by itself. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"APPLIED_THEN_RESET", "APPLIED_THEN_ERROR", "APPLIED_THEN_SLOW", "GARBAGE"})
    void aCallbackEndsTheUncertainty(Fault fault) {
        stub.fault(fault, 1);
        assertThat(refunds.pay(order())).isEqualTo(RefundState.UNKNOWN);
        stub.callBack(intent().key());
        await().until(() -> callbacksTaken(intent().key()) == 1);
        assertThat(intent().state()).isEqualTo(RefundState.SUCCEEDED);
        assertThat(refunds.pay(order())).isEqualTo(RefundState.SUCCEEDED);
        assertThat(stub.accepted())
                .filteredOn(entry -> entry.key().equals(intent().key()))
                .hasSize(1);
    }

    @Test
    void oldNewsChangeNothing() {
        refunds.pay(order());
        String key = intent().key();
        tell(body(key, "SETTLED"));
        tell(body(key, "PENDING"));
        assertThat(intent().settlement()).isEqualTo(Settlement.SETTLED);
        tell(body(key, "RETURNED"));
        tell(body(key, "SETTLED"));
        assertThat(intent().settlement()).isEqualTo(Settlement.RETURNED);
    }

    @Test
    void whatWasDeclinedAndCameBackIsNoContradiction() {
        stub.fault(Fault.DECLINE, 1);
        assertThat(refunds.pay(order())).isEqualTo(RefundState.REJECTED);
        tell(body(intent().key(), "RETURNED"));
        assertThat(intent().isContradictedBy(GatewayAnswer.accepted("x", GatewayAnswer.Settlement.RETURNED)))
                .isFalse();
        assertThat(intent().state()).isEqualTo(RefundState.REJECTED);
    }

    @Test
    void bothSecretsAreGoodWhileOneReplacesTheOther() {
        refunds.pay(order());
        byte[] body = body(intent().key(), "SETTLED");
        String now = Long.toString(clock.instant().getEpochSecond());
        String good = signature(NEXT_SECRET.getBytes(StandardCharsets.UTF_8), "m-1", now, body);
        String other = signature("somebody else".getBytes(StandardCharsets.UTF_8), "m-1", now, body);
        assertThatCode(() -> accept("m-1", now, other + " v2,abc " + good, body))
                .doesNotThrowAnyException();
        assertThat(intent().settlement()).isEqualTo(Settlement.SETTLED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -86_400})
    void aSignatureOfAnotherTimeIsNone(long seconds) {
        byte[] body = body(UUID.randomUUID().toString(), "SETTLED");
        String then = Long.toString(clock.instant().getEpochSecond() + seconds);
        refused(Why.NOT_SIGNED, "m-1", then, signature(callbackSecret(), "m-1", then, body), body);
    }

    @Test
    void whatIsNotSignedIsRefused() {
        byte[] body = body(UUID.randomUUID().toString(), "SETTLED");
        String now = Long.toString(clock.instant().getEpochSecond());
        String good = signature(callbackSecret(), "m-1", now, body);
        refused(Why.NOT_SIGNED, "m-2", now, good, body);
        refused(Why.NOT_SIGNED, "m-1", now, good, body(UUID.randomUUID().toString(), "SETTLED"));
        refused(Why.NOT_SIGNED, "m-1", now, good.substring(0, good.length() - 3), body);
        refused(Why.NOT_SIGNED, "m-1", now, "v1,", body);
        refused(Why.NOT_SIGNED, "m-1", now, "v1,%%%", body);
        refused(Why.NOT_SIGNED, "m-1", now, null, body);
        refused(Why.NOT_SIGNED, "m-1", null, good, body);
        refused(Why.NOT_SIGNED, "m-1", "soon", good, body);
        refused(Why.NOT_SIGNED, null, null, null, new byte[0]);
        assertThatExceptionOfType(PaymentUnknown.class).isThrownBy(() -> accept("m-1", now, good, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"key\":\"k\",\"status\":\"MAYBE\"}",
                "{\"key\":\"k\",\"status\":\"ACCEPTED\"}",
                "{\"key\":7,\"status\":\"DECLINED\",\"reason\":\"r\"}",
                "{\"key\":\"k\",\"status\":\"ACCEPTED\",\"reference\":\"r\",\"settlement\":\"LOST\"}",
                "{\"key\":\"k\",\"status\":\"ACCEPTED\",\"reference\":\"\\u0000\"}"
            })
    void signedNonsenseIsRefusedToo(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String now = Long.toString(clock.instant().getEpochSecond());
        refused(Why.UNREADABLE, "m-1", now, signature(callbackSecret(), "m-1", now, body), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"})
    void stripeTellsOfRefunds(String type) throws Exception {
        refunds.pay(order());
        stripe(event(type, refund("pending", intent().key())));
        assertThat(intent().settlement()).isEqualTo(Settlement.PENDING);
        stripe(event(type, refund("succeeded", intent().key())));
        assertThat(intent().settlement()).isEqualTo(Settlement.SETTLED);
        stripe(event(type, refund("failed", intent().key())));
        stripe(event(type, refund("succeeded", intent().key())));
        assertThat(intent().settlement()).isEqualTo(Settlement.RETURNED);
    }

    @Test
    void stripeTellsOfRefundsWithTheirChargeInOlderVersions() throws Exception {
        refunds.pay(order());
        stripe(event(
                "charge.refunded",
                "{\"object\":\"charge\",\"refunds\":{\"data\":[" + refund("succeeded", intent().key()) + "]}}"));
        assertThat(intent().settlement()).isEqualTo(Settlement.SETTLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"refund.updated\",\"data\":{\"object\":{\"id\":\"re_9\",\"status\":\"succeeded\",\"metadata\":{}}}}",
                "{\"type\":\"refund.updated\",\"data\":{\"object\":{\"id\":\"re_9\",\"status\":\"succeeded\"}}}",
                "{\"type\":\"refund.updated\"}",
                "{\"type\":\"charge.refunded\",\"data\":{\"object\":{\"object\":\"charge\"}}}",
                "{\"type\":\"invoice.paid\",\"data\":{\"object\":{}}}"
            })
    void whatIsNotOursIsPassedOver(String event) {
        assertThatCode(() -> stripe(event)).doesNotThrowAnyException();
    }

    @Test
    void stripeWithAKeyOfNobodyOrAnUnknownStateIsRefused() {
        assertThatExceptionOfType(PaymentUnknown.class)
                .isThrownBy(() -> stripe(event(
                        "refund.updated", refund("succeeded", UUID.randomUUID().toString()))));
        assertThatExceptionOfType(CallbackRefused.class)
                .isThrownBy(() -> stripe(event("refund.updated", refund("on_the_moon", "k"))))
                .matches(e -> e.why() == Why.UNREADABLE);
        assertThatExceptionOfType(CallbackRefused.class)
                .isThrownBy(() -> stripe("no event"))
                .matches(e -> e.why() == Why.UNREADABLE);
    }

    @Test
    void stripesOwnSignatureIsNeeded() throws Exception {
        String event = event("invoice.paid", "{}");
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        long now = clock.instant().getEpochSecond();
        String good = Webhook.Signature.generateSignatureHeader(event, STRIPE_SECRET, now);
        String old = Webhook.Signature.generateSignatureHeader(event, STRIPE_SECRET, now - 301);
        String others = Webhook.Signature.generateSignatureHeader(event, "whsec_other", now);
        for (String bad : List.of("", "t=" + now, "v1=00", good + ",t=1", old, others, "t=x,v1=zz")) {
            assertThatExceptionOfType(CallbackRefused.class)
                    .as(bad)
                    .isThrownBy(() -> stripeCallbacks().accept(Map.of("Stripe-Signature", bad)::get, body))
                    .matches(e -> e.why() == Why.NOT_SIGNED);
        }
        assertThatExceptionOfType(CallbackRefused.class)
                .isThrownBy(() -> stripeCallbacks().accept(name -> null, body));
        assertThatCode(() -> stripeCallbacks()
                        .accept(Map.of("Stripe-Signature", others + "," + good.split(",")[1])::get, body))
                .doesNotThrowAnyException();
    }

    private StripeCallbacks stripeCallbacks() {
        return new StripeCallbacks(
                new StripeProperties("sk_test_1", List.of("whsec_former", STRIPE_SECRET), "http://unused"),
                json,
                refunds,
                clock);
    }

    /** Signed by Stripe's own library. */
    private void stripe(String event) throws Exception {
        String header = Webhook.Signature.generateSignatureHeader(
                event, STRIPE_SECRET, clock.instant().getEpochSecond());
        stripeCallbacks().accept(Map.of("Stripe-Signature", header)::get, event.getBytes(StandardCharsets.UTF_8));
    }

    private static String event(String type, String object) {
        return "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"" + type + "\",\"data\":{\"object\":" + object + "}}";
    }

    private static String refund(String status, String key) {
        return "{\"id\":\"re_1\",\"object\":\"refund\",\"status\":\"" + status + "\",\"metadata\":{\"fairwell_key\":\""
                + key + "\"}}";
    }

    private void tell(byte[] body) {
        String now = Long.toString(clock.instant().getEpochSecond());
        accept("m-1", now, signature(callbackSecret(), "m-1", now, body), body);
    }

    private void refused(
            Why why, @Nullable String id, @Nullable String timestamp, @Nullable String signature, byte[] body) {
        assertThatExceptionOfType(CallbackRefused.class)
                .isThrownBy(() -> accept(id, timestamp, signature, body))
                .matches(e -> e.why() == why);
    }

    private void accept(@Nullable String id, @Nullable String timestamp, @Nullable String signature, byte[] body) {
        callbacks.accept(
                name -> switch (name) {
                    case "webhook-id" -> id;
                    case "webhook-timestamp" -> timestamp;
                    case "webhook-signature" -> signature;
                    default -> null;
                },
                body);
    }

    private static byte[] body(String key, String settlement) {
        return ("{\"key\":\"" + key + "\",\"status\":\"ACCEPTED\",\"reference\":\"r-1\",\"settlement\":\"" + settlement
                        + "\",\"settledAt\":null}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] callbackSecret() {
        return Base64.getDecoder().decode(CALLBACK_SECRET.substring("whsec_".length()));
    }

    private static String signature(byte[] secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
