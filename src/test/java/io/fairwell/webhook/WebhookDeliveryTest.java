package io.fairwell.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.delivery.Delivery;
import io.fairwell.delivery.Delivery.State;
import io.fairwell.delivery.DeliveryLog;
import io.fairwell.webhook.Receiver.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDeliveryTest extends WebhookTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a receiver does by the standard, independent of how we sign. */
    private static String signature(String secret, Received received) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = received.id() + "." + received.timestamp() + "." + received.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes("UTF-8")));
    }

    private String newSecret() {
        String id = secrets.rotate(SHOP).id();
        return secrets.show(SHOP, id).orElseThrow();
    }

    private List<String> kinds(CaseNumber number) throws Exception {
        List<String> kinds = new ArrayList<>();
        for (Received one : receiver.received()) {
            JsonNode data = JSON.readTree(one.body()).path("data");
            if (data.path("caseNumber").asText().equals(number.value())) {
                kinds.add(data.path("event").asText());
            }
        }
        return kinds;
    }

    @Test
    void sendsASignedCloudEventToTheAddressOfTheDeclaration() throws Exception {
        String secret = newSecret();
        CaseNumber number = aCase(receiver.url());

        dispatcher().dispatchDue();
        dispatcher().dispatchDue();

        assertThat(receiver.received()).hasSize(1);
        Received received = receiver.received().get(0);
        assertThat(received.signatures()).containsExactly(signature(secret, received));
        assertThat(received.timestamp()).isEqualTo(clock.instant().getEpochSecond());
        assertThat(received.type()).isEqualTo("application/cloudevents+json; charset=UTF-8");
        JsonNode event = JSON.readTree(received.body());
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isNotBlank();
        assertThat(event.path("source").asText()).isEqualTo("http://localhost:8080");
        assertThat(event.path("type").asText()).isEqualTo("io.fairwell.cancellation.received");
        assertThat(event.path("subject").asText()).isEqualTo(number.value());
        assertThat(event.path("time").asText()).isEqualTo("2026-03-10T09:00:00Z");
        JsonNode data = event.path("data");
        assertThat(data.path("caseNumber").asText()).isEqualTo(number.value());
        assertThat(data.path("customerId").asText()).isEqualTo("cust-7");
        assertThat(data.path("subscriptionId").asText()).startsWith("sub-");
        assertThat(data.path("status").asText()).isEqualTo("RECEIVED");
        assertThat(data.at("/refund/state").asText()).isEqualTo("NONE");
        assertThat(data.path("link").asText()).endsWith("/api/v1/cancellations/" + number);
        assertThat(received.body()).doesNotContain("canary", "Canary", "/my/");
        assertThat(deliveries(number)).singleElement().satisfies(d -> {
            assertThat(d.id()).isEqualTo(received.id());
            assertThat(d.state()).isEqualTo(State.SENT);
            assertThat(d.sentAt()).isEqualTo(clock.instant());
        });
    }

    @Test
    void sendsToTheClientsOwnEndpointToo_andOnlyOnceWhereBothAreTheSame() throws Exception {
        endpoints.put(SHOP, receiver.url());
        CaseNumber other = aCase(receiver.url("other"));
        CaseNumber same = aCase(receiver.url());
        CaseNumber none = aCase(null);
        CaseNumber strangers = aCase("bank", null);

        dispatcher().dispatchDue();

        assertThat(kinds(other)).hasSize(2);
        assertThat(kinds(same)).hasSize(1);
        assertThat(kinds(none)).hasSize(1);
        assertThat(kinds(strangers)).isEmpty();
        // One event, two endpoints: each has a webhook-id of its own, and the event is recognisable.
        List<Received> both = receiver.received().stream()
                .filter(r -> r.body().contains(other.value()))
                .toList();
        assertThat(both).extracting(Received::id).doesNotHaveDuplicates();
        assertThat(both).extracting(Received::body).containsOnly(both.get(0).body());
    }

    @Test
    void tellsNothingThatWasRolledBack_andNothingThatIsOursAlone() {
        CaseNumber number = aCase(receiver.url());
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    happens(number, Kind.COMPLETED);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        happens(number, Kind.POINTS_FROZEN);
        happens(number, Kind.ESCALATED);

        assertThat(deliveries(number)).extracting(Delivery::kind).containsExactly("io.fairwell.cancellation.received");
    }

    @Test
    void keepsTheOrderOfACase_whileOtherCasesGoOn() throws Exception {
        CaseNumber held = aCase(receiver.url());
        CaseNumber free = aCase(receiver.url());
        happens(held, Kind.QUOTED);
        happens(held, Kind.CONFIRMED);
        receiver.answers(
                exchange -> exchange.sendResponseHeaders(receiver.received().size() == 1 ? 500 : 200, -1));

        dispatcher().dispatchDue();

        assertThat(kinds(held)).containsExactly("RECEIVED");
        assertThat(kinds(free)).containsExactly("RECEIVED");
        clock.plus(Duration.ofSeconds(10));
        dispatcher().dispatchDue();
        assertThat(kinds(held)).containsExactly("RECEIVED", "RECEIVED", "QUOTED", "CONFIRMED");
        assertThat(receiver.received().get(0).id())
                .isEqualTo(receiver.received().get(2).id());
    }

    @Test
    void triesForThreeDays_parksVisibly_letsTheNextOneGo_andSendsAgainByHand() throws Exception {
        CaseNumber number = aCase(receiver.url());
        happens(number, Kind.QUOTED);
        receiver.answers(exchange -> exchange.sendResponseHeaders(
                receiver.received().get(receiver.received().size() - 1).body().contains("QUOTED") ? 200 : 500, -1));
        dispatcher().dispatchDue();
        for (Duration pause : List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5))) {
            int before = receiver.received().size();
            clock.plus(pause.minusSeconds(1));
            dispatcher().dispatchDue();
            assertThat(receiver.received()).hasSize(before);
            clock.plus(Duration.ofSeconds(1));
            dispatcher().dispatchDue();
            assertThat(receiver.received()).hasSize(before + 1);
        }
        for (int hours = 0; hours < 72; hours += 6) {
            clock.plus(Duration.ofHours(6));
            dispatcher().dispatchDue();
        }

        Delivery parked = deliveries(number).stream()
                .filter(d -> d.state() == State.PARKED)
                .findFirst()
                .orElseThrow();
        assertThat(parked.error()).isEqualTo("HTTP_500");
        assertThat(parked.attempts()).isBetween(14, 20);
        assertThat(kinds(number)).endsWith("QUOTED");
        receiver.answers(200);
        assertThat(log.redeliver("other-tenant", parked.id())).isFalse();
        assertThat(log.redeliver("main", parked.id())).isTrue();
        dispatcher().dispatchDue();
        assertThat(receiver.received().get(receiver.received().size() - 1).id()).isEqualTo(parked.id());
        assertThat(log.find("main", parked.id())).hasValueSatisfying(d -> {
            assertThat(d.state()).isEqualTo(State.SENT);
            assertThat(d.attempts()).isEqualTo(1);
        });
    }

    @Test
    void aNodeThatDiedAfterSendingIsFollowedByOneThatSendsUnderTheSameId() throws Exception {
        CaseNumber number = aCase(receiver.url());
        happens(number, Kind.QUOTED);
        WebhookCourier dying = courier();
        dying.deliver(dying.claim().orElseThrow());

        clock.plus(WebhookQueue.LEASE.minusSeconds(1));
        dispatcher().dispatchDue();
        assertThat(receiver.received()).hasSize(1);
        clock.plus(Duration.ofSeconds(1));
        dispatcher().dispatchDue();

        assertThat(kinds(number)).containsExactly("RECEIVED", "RECEIVED", "QUOTED");
        assertThat(receiver.received().get(1).id())
                .isEqualTo(receiver.received().get(0).id());
    }

    @Test
    void twoNodesShareTheWorkAndKeepTheOrder() throws Exception {
        List<CaseNumber> numbers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            CaseNumber number = aCase(receiver.url("host-" + i % 3));
            happens(number, Kind.QUOTED);
            happens(number, Kind.CONFIRMED);
            happens(number, Kind.SCHEDULED);
            numbers.add(number);
        }
        CyclicBarrier first = new CyclicBarrier(2);
        AtomicInteger requests = new AtomicInteger();
        receiver.answers(exchange -> {
            // Each node holds its first event until the other one has one, too.
            if (requests.incrementAndGet() <= 2) {
                meet(first);
            }
            exchange.sendResponseHeaders(200, -1);
        });

        ExecutorService nodes = Executors.newFixedThreadPool(2);
        Future<?> one = nodes.submit(() -> dispatcher().dispatchDue());
        Future<?> two = nodes.submit(() -> dispatcher().dispatchDue());
        one.get(60, TimeUnit.SECONDS);
        two.get(60, TimeUnit.SECONDS);
        nodes.shutdown();
        dispatcher().dispatchDue();

        for (CaseNumber number : numbers) {
            assertThat(kinds(number)).containsExactly("RECEIVED", "QUOTED", "CONFIRMED", "SCHEDULED");
        }
        assertThat(receiver.received()).extracting(Received::id).doesNotHaveDuplicates();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void signsWithBothSecretsForADayAfterARotation() throws Exception {
        aCase(receiver.url());
        dispatcher().dispatchDue();
        String first = newSecret();
        String second = newSecret();
        aCase(receiver.url());
        dispatcher().dispatchDue();

        Received overlapping = receiver.received().get(1);
        assertThat(overlapping.signatures())
                .hasSize(3) // the one that was made when the first event left
                .contains(signature(first, overlapping), signature(second, overlapping));
        clock.plus(Duration.ofHours(24));
        aCase(receiver.url());
        dispatcher().dispatchDue();
        Received later = receiver.received().get(2);
        assertThat(later.signatures()).containsExactly(signature(second, later));
    }

    @Test
    void neverSendsUnsigned_andStoresNoSecretInTheClear() throws Exception {
        aCase(receiver.url());
        dispatcher().dispatchDue();
        assertThat(receiver.received().get(0).signatures()).hasSize(1);

        String shown = newSecret();
        byte[] key = Base64.getDecoder().decode(shown.substring("whsec_".length()));
        assertThat(key).hasSize(32);
        List<byte[]> stored = jdbc.sql("SELECT sealed FROM webhook_secret")
                .query((row, n) -> row.getBytes("sealed"))
                .list();
        assertThat(stored)
                .hasSize(2)
                .allSatisfy(kept -> assertThat(Collections.indexOfSubList(boxed(kept), boxed(key)))
                        .isNegative());
        ClientId stranger = new ClientId("main", "bank");
        assertThat(secrets.show(stranger, secrets.rotate(SHOP).id())).isEmpty();
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }

    @Test
    void anEndpointThatIsGoneIsDisabledUntilItIsRegisteredAnew() throws Exception {
        endpoints.put(SHOP, receiver.url());
        CaseNumber number = aCase(null);
        happens(number, Kind.QUOTED);
        receiver.answers(410);

        dispatcher().dispatchDue();
        happens(number, Kind.CONFIRMED);

        assertThat(receiver.received()).hasSize(1);
        assertThat(endpoints.find(SHOP).orElseThrow().disabledAt()).isEqualTo(clock.instant());
        assertThat(deliveries(number)).hasSize(2).allSatisfy(d -> {
            assertThat(d.state()).isEqualTo(State.PARKED);
            assertThat(d.error()).isEqualTo("HTTP_410");
            assertThat(log.redeliver("main", d.id())).isFalse();
        });
        receiver.answers(200);
        endpoints.put(SHOP, receiver.url());
        deliveries(number)
                .forEach(d -> assertThat(log.redeliver("main", d.id())).isTrue());
        dispatcher().dispatchDue();
        assertThat(kinds(number)).containsExactly("RECEIVED", "RECEIVED", "QUOTED");
    }

    @Test
    void aCorrectedAddressGetsWhatStillWaits() throws Exception {
        endpoints.put(SHOP, "http://127.0.0.1:1/nobody");
        CaseNumber number = aCase(null);
        dispatcher().dispatchDue();
        assertThat(deliveries(number)).extracting(Delivery::error).containsExactly("CONNECTION_REFUSED");

        endpoints.put(SHOP, receiver.url());
        clock.plus(Duration.ofSeconds(10));
        dispatcher().dispatchDue();

        assertThat(kinds(number)).containsExactly("RECEIVED");
        endpoints.remove(SHOP);
        assertThat(endpoints.find(SHOP)).isEmpty();
        happens(number, Kind.QUOTED);
        assertThat(deliveries(number)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void waitsAsLongAsItIsAskedTo(int status) throws Exception {
        CaseNumber number = aCase(receiver.url());
        CaseNumber neighbour = aCase(receiver.url());
        receiver.answers(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "600");
            exchange.sendResponseHeaders(status, -1);
        });

        dispatcher().dispatchDue();
        clock.plus(Duration.ofSeconds(599));
        dispatcher().dispatchDue();
        assertThat(receiver.received()).hasSize(1);
        receiver.answers(200);
        clock.plus(Duration.ofSeconds(1));
        dispatcher().dispatchDue();

        assertThat(deliveries(number)).extracting(Delivery::state).containsExactly(State.SENT);
        assertThat(deliveries(neighbour)).extracting(Delivery::state).containsExactly(State.SENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 308, 404, 500})
    void everythingButSuccessIsAFailureThatIsTriedAgain(int status) {
        CaseNumber number = aCase(receiver.url());
        receiver.answers(exchange -> {
            exchange.getResponseHeaders().add("Location", receiver.url() + "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        });

        dispatcher().dispatchDue();

        assertThat(receiver.received()).hasSize(1);
        assertThat(deliveries(number)).singleElement().satisfies(d -> {
            assertThat(d.state()).isEqualTo(State.PENDING);
            assertThat(d.error()).isEqualTo("HTTP_" + status);
            assertThat(d.nextAttemptAt()).isEqualTo(clock.instant().plusSeconds(10));
        });
    }

    /** How a slow system is slow; ends with the receiver, whose threads are interrupted. */
    private static void pause(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSilentHostIsLeftAlone_andHoldsUpNobodyElse() throws Exception {
        List<CaseNumber> silent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            silent.add(aCase(receiver.url("silent")));
        }
        CaseNumber lively = aCase(receiver.url("lively"));
        receiver.answers(exchange -> {
            if (exchange.getRequestHeaders().getFirst("Host").startsWith("silent")) {
                pause(20_000);
                return;
            }
            exchange.sendResponseHeaders(200, -1);
        });

        dispatcher().dispatchDue();

        assertThat(kinds(lively)).hasSize(1);
        // One call, not six: the first silence was enough.
        assertThat(receiver.received()).hasSize(2);
        assertThat(deliveries(silent.get(0))).extracting(Delivery::error).containsExactly("TIMEOUT");
        clock.plus(Duration.ofSeconds(10));
        dispatcher().dispatchDue();
        assertThat(receiver.received()).hasSize(3);
        clock.plus(Duration.ofSeconds(10));
        dispatcher().dispatchDue();
        assertThat(receiver.received()).as("the second pause is twice as long").hasSize(3);
        clock.plus(Duration.ofDays(4));
        dispatcher().dispatchDue();
        queue.parkWhatWaitsInVain();
        assertThat(receiver.received()).hasSize(4);
        assertThat(log.search(new DeliveryLog.Search("main", State.PARKED, null, null, null, 10)))
                .hasSize(6);
    }

    @Test
    void sendsNoMoreThanAFewAtATimeToOneHost() {
        for (int i = 0; i < 3; i++) {
            aCase(receiver.url("crowded"));
        }
        CaseNumber elsewhere = aCase(receiver.url("free"));
        WebhookCourier courier = courier();

        courier.claim().orElseThrow();
        courier.claim().orElseThrow();

        assertThat(courier.claim())
                .hasValueSatisfying(message -> assertThat(message.body()).contains(elsewhere.value()));
        assertThat(courier.claim()).isEmpty();
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        CaseNumber number = aCase(receiver.url());
        receiver.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            for (int i = 0; i < 1_000_000; i++) {
                exchange.getResponseBody().write(block);
            }
        });

        dispatcher().dispatchDue();

        assertThat(deliveries(number)).extracting(Delivery::state).containsExactly(State.SENT);
    }

    @Test
    void anAnswerThatTricklesEndsWithTheBudget() {
        CaseNumber number = aCase(receiver.url());
        receiver.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                pause(100);
            }
        });
        long before = System.nanoTime();

        dispatcher().dispatchDue();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(deliveries(number)).extracting(Delivery::state).containsExactly(State.SENT);
    }

    @Test
    void aTestEventGoesToTheOwnEndpoint() throws Exception {
        assertThat(webhooks.test(SHOP)).isEmpty();
        endpoints.put(SHOP, receiver.url());

        String id = webhooks.test(SHOP).orElseThrow();
        dispatcher().dispatchDue();

        assertThat(receiver.received())
                .singleElement()
                .satisfies(r -> assertThat(r.id()).isEqualTo(id));
        assertThat(JSON.readTree(receiver.received().get(0).body()).path("type").asText())
                .isEqualTo("io.fairwell.cancellation.test");
        assertThat(log.find("main", id).orElseThrow().caseNumber()).isNull();
    }

    @Test
    void pagesThroughWhatThereIs() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            aCase(receiver.url());
        }
        DeliveryLog.Position after = null;
        for (int page = 0; page < 3; page++) {
            for (Delivery d : log.search(
                    new DeliveryLog.Search("main", State.PENDING, Delivery.Channel.WEBHOOK, null, after, 2))) {
                seen.merge(d.id(), 1, Integer::sum);
                after = new DeliveryLog.Position(d.createdAt(), d.id());
            }
        }
        assertThat(seen).hasSize(5).allSatisfy((id, times) -> assertThat(times).isOne());
        assertThat(log.search(new DeliveryLog.Search("other", null, null, null, null, 10)))
                .isEmpty();
    }
}
