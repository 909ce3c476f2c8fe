package io.fairwell.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.refund.GatewayAnswer.Settlement;
import io.fairwell.testing.gateway.Entry;
import io.fairwell.testing.gateway.Fault;
import io.fairwell.testing.gateway.StubGateway;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The contract of docs/payment-gateway.md, against a gateway that keeps it and one that does not. */
class HttpGatewayTest {

    private static final String SECRET = "the-secret-of-requests";
    private static final Duration CONNECT = Duration.ofMillis(100);
    private static final Duration READ = Duration.ofMillis(300);
    /** Faults that only time ends. */
    private static final Set<Fault> LONG = Set.of(Fault.SLOW, Fault.APPLIED_THEN_SLOW, Fault.DRIBBLE);

    /** For a machine that does something else meanwhile. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private StubGateway stub;
    private HttpGateway gateway;
    private HttpGateway hasty;

    @BeforeEach
    void start() {
        stub = StubGateway.start(0, folder.resolve("journal"), SECRET, null, "unused")
                .slowness(Duration.ofSeconds(30));
        gateway = gateway(stub.url(), SECRET);
        hasty = gateway(stub.url(), SECRET, CONNECT, READ);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    static HttpGateway gateway(String url, String secret) {
        return gateway(url, secret, Duration.ofSeconds(2), Duration.ofSeconds(8));
    }

    private static HttpGateway gateway(String url, String secret, Duration connect, Duration read) {
        return new HttpGateway(
                new HttpGatewayProperties(URI.create(url), secret, List.of(), Duration.ofHours(23)),
                timeouts(connect, read),
                new HttpGatewayMessages(new ObjectMapper()),
                Clock.systemUTC());
    }

    static RefundProperties timeouts(Duration connect, Duration read) {
        return new RefundProperties(Duration.ofHours(24), connect, read, Duration.ZERO, Duration.ZERO);
    }

    private HttpGateway patientUnless(Fault fault) {
        return LONG.contains(fault) ? hasty : gateway;
    }

    private static GatewayRefund refund(String amount) {
        return new GatewayRefund(
                UUID.randomUUID().toString(), Money.parse(amount), "CARD", "sub-1", Orders.CASE, "pay/7 ü");
    }

    @Test
    void paysOnceAndTellsTheSameEachTime() {
        GatewayRefund request = refund("CNY 22.00");
        GatewayAnswer expected = GatewayAnswer.accepted("STUB-" + request.key());

        assertThat(gateway.lookUp(request)).isEmpty();
        assertThat(gateway.refund(request)).isEqualTo(expected);
        assertThat(gateway.refund(request)).isEqualTo(expected);
        assertThat(gateway.lookUp(request)).contains(expected);

        assertThat(stub.accepted()).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo(request.key());
            assertThat(entry.amount()).isEqualTo("22.00");
            assertThat(entry.currency()).isEqualTo("CNY");
            assertThat(entry.caseNumber()).isEqualTo(Orders.CASE.value());
            assertThat(entry.subscriptionId()).isEqualTo("sub-1");
        });
        assertThat(stub.requests()).isEqualTo(4);
    }

    @Test
    void hearsARefusalAndWhereTheMoneyIs() {
        stub.fault(Fault.DECLINE, 1);
        GatewayRefund declined = refund("CNY 1.00");
        assertThat(gateway.refund(declined)).isEqualTo(GatewayAnswer.declined("CARD_CLOSED"));
        assertThat(gateway.lookUp(declined)).contains(GatewayAnswer.declined("CARD_CLOSED"));

        GatewayRefund arrives = refund("JPY 120");
        GatewayRefund comesBack = refund("KWD 1.234");
        gateway.refund(arrives);
        gateway.refund(comesBack);
        stub.settle(arrives.key(), true);
        stub.settle(comesBack.key(), false);
        assertThat(gateway.lookUp(arrives))
                .contains(GatewayAnswer.accepted("STUB-" + arrives.key(), Settlement.SETTLED));
        assertThat(gateway.lookUp(comesBack))
                .contains(GatewayAnswer.accepted("STUB-" + comesBack.key(), Settlement.RETURNED));
    }

    /** Whatever goes wrong: one request, the outcome is unknown, and a look-up and a repetition make it good. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "DECLINE",
                "RETURNED",
                "NEVER_SETTLES",
                "CALLBACK_TWICE",
                "CALLBACK_DELAYED",
                "CALLBACK_BEFORE_ANSWER",
                "CALLBACK_LOST"
            },
            mode = Mode.EXCLUDE)
    void aFaultLeavesTheOutcomeUnknownAndNothingIsPaidTwice(Fault fault) {
        GatewayRefund request = refund("CNY 22.00");
        stub.fault(fault, 1);
        long begin = System.nanoTime();

        assertThatExceptionOfType(GatewayUnavailable.class)
                .isThrownBy(() -> patientUnless(fault).refund(request));

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isLessThan(CONNECT.plus(READ).plus(SLACK));
        assertThat(stub.requests()).as("sent once").isEqualTo(1);
        boolean applied = !stub.accepted().isEmpty();
        assertThat(gateway.lookUp(request).isPresent()).isEqualTo(applied);
        assertThat(gateway.refund(request)).isEqualTo(GatewayAnswer.accepted("STUB-" + request.key()));
        assertThat(stub.accepted()).hasSize(1);
    }

    /** The JDK's client repeats a GET whose connection ended before the first byte: therefore twice. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "RESET",
                "SLOW",
                "ERROR",
                "TOO_MANY_REQUESTS",
                "GARBAGE",
                "NOT_HTTP",
                "DRIBBLE",
                "HUGE",
                "PROXY_404"
            })
    void aLookUpThatFailsIsNotTakenForAnAnswer(Fault fault) {
        GatewayRefund request = refund("CNY 22.00");
        gateway.refund(request);
        stub.fault(fault, 2);
        assertThatExceptionOfType(GatewayUnavailable.class)
                .isThrownBy(() -> patientUnless(fault).lookUp(request));
        assertThat(stub.requests()).isBetween(2L, 3L);
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, fairwell.refund.http.secret",
        "UNPROCESSABLE, 422",
        "TOO_MANY_REQUESTS, too many requests",
        "PROXY_404, the address may be wrong",
        "REDIRECT, answered 307",
        "HUGE, larger than",
        "DRIBBLE, no whole answer within 400 ms",
        "GARBAGE, unreadable: no JSON object",
        "RESET, the connection broke"
    })
    void saysWhatWentWrong(Fault fault, String words) {
        stub.fault(fault, 1);
        assertThatExceptionOfType(GatewayUnavailable.class)
                .isThrownBy(() -> patientUnless(fault).refund(refund("CNY 22.00")))
                .withMessageContaining(words);
    }

    @Test
    void aKeyWithAnotherRequestIsAFaultOfOurs() {
        GatewayRefund request = refund("CNY 22.00");
        gateway.refund(request);
        assertThatIllegalStateException()
                .isThrownBy(() -> gateway.refund(new GatewayRefund(
                        request.key(), Money.parse("CNY 23.00"), "CARD", "sub-1", request.caseNumber(), null)))
                .withMessageContaining(request.key());
        assertThat(stub.accepted()).hasSize(1);
    }

    @Test
    void aWrongSecretIsTold() {
        HttpGateway stranger = gateway(stub.url(), "another-secret");
        assertThatExceptionOfType(GatewayUnavailable.class)
                .isThrownBy(() -> stranger.refund(refund("CNY 22.00")))
                .withMessageContaining("401");
        assertThat(stub.journal()).isEmpty();
    }

    @Test
    void nobodyThereIsNoAnswer() {
        stub.close();
        assertThatExceptionOfType(GatewayUnavailable.class).isThrownBy(() -> gateway.refund(refund("CNY 22.00")));
    }

    @Test
    void listsEveryPageInOrder() {
        List<GatewayRefund> requests = List.of(refund("CNY 1.00"), refund("JPY 2"), refund("KWD 3.001"));
        requests.forEach(gateway::refund);
        stub.settle(requests.get(1).key(), true);
        stub.pageSize(2);
        Instant to = Instant.now().plusSeconds(60);

        List<GatewayPayment> payments = gateway.payments(to.minusSeconds(3600), to);

        assertThat(payments)
                .extracting(GatewayPayment::key)
                .containsExactlyElementsOf(
                        requests.stream().map(GatewayRefund::key).toList());
        assertThat(payments)
                .extracting(GatewayPayment::amount)
                .containsExactlyElementsOf(
                        requests.stream().map(GatewayRefund::amount).toList());
        assertThat(payments.get(1).answer().settlement()).isEqualTo(Settlement.SETTLED);
        assertThat(gateway.payments(to.minusSeconds(7200), to.minusSeconds(3600)))
                .isEmpty();

        stub.fault(Fault.ERROR, request -> request.operation() == StubGateway.Operation.LIST);
        assertThatExceptionOfType(GatewayUnavailable.class).isThrownBy(() -> gateway.payments(Instant.EPOCH, to));
    }

    @Test
    void endsAMandateOnce() {
        GatewayMandate mandate = new GatewayMandate("mandate-main-CN-1", "sub-1", "md-7");
        stub.fault(Fault.APPLIED_THEN_RESET, 1);
        assertThatExceptionOfType(GatewayUnavailable.class).isThrownBy(() -> gateway.revokeMandate(mandate));
        gateway.revokeMandate(mandate);
        assertThat(stub.journal())
                .filteredOn(entry -> entry.kind() == Entry.Kind.REVOKED)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.subscriptionId()).isEqualTo("sub-1");
                    assertThat(entry.detail()).isEqualTo("md-7");
                });
    }

    @Test
    void manyAtOnceWithOneKeyArePaidOnce() throws Exception {
        GatewayRefund request = refund("CNY 22.00");
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            Callable<GatewayAnswer> call = () -> gateway.refund(request);
            for (var answer : threads.invokeAll(java.util.Collections.nCopies(32, call))) {
                assertThat(answer.get()).isEqualTo(GatewayAnswer.accepted("STUB-" + request.key()));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(stub.accepted()).hasSize(1);
    }

    @Test
    void theStubKnowsItsPaymentsAfterANewStart() {
        GatewayRefund request = refund("CNY 22.00");
        gateway.refund(request);
        stub.settle(request.key(), true);
        stub.close();
        stub = StubGateway.start(0, folder.resolve("journal"), SECRET, null, "unused");

        assertThat(gateway(stub.url(), SECRET).refund(request))
                .isEqualTo(GatewayAnswer.accepted("STUB-" + request.key(), Settlement.SETTLED));
        assertThat(stub.accepted()).hasSize(1);
        assertThat(StubGateway.read(folder.resolve("journal"))).isEqualTo(stub.journal());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, s, fairwell.refund.http.url is not set",
                "ftp://x, s, is not the address",
                "http://x/?a=b, s, is not the address",
                "http://x, -, fairwell.refund.http.secret is not set",
                "http://x, ' ', fairwell.refund.http.secret is not set"
            })
    void isNotMadeWithoutWhatItNeeds(@Nullable String url, @Nullable String secret, String reason) {
        var properties = new HttpGatewayProperties(
                url == null ? null : URI.create(url), secret, List.of(), Duration.ofHours(23));
        assertThatExceptionOfType(GatewayMisconfigured.class)
                .isThrownBy(() -> new HttpGateway(
                        properties,
                        timeouts(CONNECT, READ),
                        new HttpGatewayMessages(new ObjectMapper()),
                        Clock.systemUTC()))
                .withMessageContaining(reason)
                .satisfies(refused -> assertThat(refused.action()).contains("Set "));
    }
}
