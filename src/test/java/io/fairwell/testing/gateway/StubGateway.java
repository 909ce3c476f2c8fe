package io.fairwell.testing.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairwell.testing.gateway.Entry.Kind;
import io.fairwell.testing.gateway.StubServer.Answer;
import io.fairwell.testing.gateway.StubServer.Call;
import io.fairwell.testing.gateway.StubServer.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A payment gateway as docs/payment-gateway.md asks for one, with a durable journal and faults on demand. What it has
 * booked it knows again after a new start on the same journal. All methods may be called by any thread.
 */
public final class StubGateway implements AutoCloseable {

    /** What a caller wants. */
    public enum Operation {
        REFUND,
        LOOK_UP,
        LIST,
        REVOKE
    }

    /**
     * What a fault may be chosen by.
     *
     * @param key empty for a list
     * @param body of a write; otherwise missing
     */
    public record Request(Operation operation, String key, JsonNode body) {

        /** @return empty where it is not said, as in a look-up */
        public String subscriptionId() {
            return body.path("subscriptionId").asText();
        }

        /** @return empty where it is not said, as in a look-up */
        public String caseNumber() {
            return body.path("caseNumber").asText();
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PREFIX = "/pay";

    private static final class Order {
        final Fault fault;
        final Predicate<Request> which;
        int left;

        Order(Fault fault, int times, Predicate<Request> which) {
            this.fault = fault;
            this.left = times;
            this.which = which;
        }
    }

    private static final class Payment {
        final Entry taken;
        String settlement = "PENDING";

        @Nullable
        Instant settledAt;

        Payment(Entry taken) {
            this.taken = taken;
        }
    }

    private final String secret;
    private final Clock clock;
    private final Journal journal;
    private final StubServer server;
    private final Callbacks callbacks;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(4, work -> {
        Thread thread = new Thread(work, "stub-gateway-timer");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Payment> payments = new LinkedHashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private final LateCalls late = new LateCalls(timer);
    private final Map<String, Fault> manners = new ConcurrentHashMap<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Order> mannerOrders = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private volatile Duration slowness = Duration.ofSeconds(12);
    private volatile @Nullable Duration settleAfter;
    private volatile int pageSize = 100;

    private StubGateway(
            int port, Path journalPath, String secret, List<URI> callbackUrls, String callbackSecret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
        journal = new Journal(journalPath);
        journal.entries().forEach(this::replay);
        callbacks = new Callbacks(callbackUrls, callbackSecret, timer, clock);
        server = new StubServer(port, this::handle);
    }

    /**
     * @param port 0 for any that is free
     * @param journalPath continued where it exists
     * @param secret what requests are signed with
     * @param callbackUrl for example {@code http://localhost:8080/callbacks/payments/http}; null for no callbacks
     * @param callbackSecret what callbacks are signed with; {@code whsec_} and base64, or any text
     */
    public static StubGateway start(
            int port, Path journalPath, String secret, @Nullable URI callbackUrl, String callbackSecret) {
        return start(port, journalPath, secret, callbackUrl, callbackSecret, Clock.systemUTC());
    }

    /** As above, with a clock of the test's own. */
    public static StubGateway start(
            int port, Path journalPath, String secret, @Nullable URI callbackUrl, String callbackSecret, Clock clock) {
        List<URI> urls = callbackUrl == null ? List.of() : List.of(callbackUrl);
        return new StubGateway(port, journalPath, secret, urls, callbackSecret, clock);
    }

    /** The lines of a journal whose gateway need not run. */
    public static List<Entry> read(Path journalPath) {
        try {
            return Journal.read(journalPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code fairwell.refund.http.url} is set to. */
    public String url() {
        return "http://localhost:" + server.port() + PREFIX;
    }

    public int port() {
        return server.port();
    }

    /** The next requests of any kind, this many of them, go wrong like this; faults are served in the order given. */
    public StubGateway fault(Fault fault, int times) {
        return fault(fault, times, request -> true);
    }

    /** Every request that matches goes wrong like this, until {@link #heal()}. */
    public StubGateway fault(Fault fault, Predicate<Request> which) {
        return fault(fault, Integer.MAX_VALUE, which);
    }

    public StubGateway fault(Fault fault, int times, Predicate<Request> which) {
        synchronized (orders) {
            orders.add(new Order(fault, times, which));
        }
        return this;
    }

    /**
     * Every payment that is booked for a request that matches settles or calls back like this, whatever else goes wrong
     * with the request, until {@link #heal()}. Asked once for each payment, when it has been booked.
     *
     * @param manner one of those that let a request itself succeed, such as {@link Fault#CALLBACK_TWICE}
     */
    public StubGateway manner(Fault manner, Predicate<Request> which) {
        synchronized (orders) {
            mannerOrders.add(new Order(manner, Integer.MAX_VALUE, which));
        }
        return this;
    }

    /** No more faults for requests to come; how accepted payments settle stays as it was ordered. */
    public void heal() {
        synchronized (orders) {
            orders.clear();
            mannerOrders.clear();
        }
    }

    /** How long the slow faults take; longer than the caller's time-out (12 s unless told). */
    public StubGateway slowness(Duration duration) {
        slowness = duration;
        return this;
    }

    /** How long after that calls that are {@link Fault#SLOW} are carried out, without an answer then; at once unless told. */
    public StubGateway lateness(Duration duration) {
        late.lateness(duration);
        return this;
    }

    /** Carries out at once whatever is late; nothing will be late any more. */
    public void catchUp() {
        late.catchUp();
    }

    /** Accepted payments arrive by themselves after this, those that are pending already as well; null for never. */
    public StubGateway settleAfter(@Nullable Duration duration) {
        settleAfter = duration;
        if (duration != null) {
            List<String> pending;
            synchronized (payments) {
                pending = payments.values().stream()
                        .filter(payment -> payment.settlement.equals("PENDING"))
                        .map(payment -> payment.taken.key())
                        .toList();
            }
            pending.forEach(key -> settleLater(key, duration));
        }
        return this;
    }

    /** How many refunds a page of the list has at most. */
    public StubGateway pageSize(int size) {
        pageSize = size;
        return this;
    }

    /** Where callbacks go from now on; with several, each attempt takes the next. */
    public void callBackTo(List<URI> urls) {
        callbacks.addresses(urls);
    }

    /** The money has arrived ({@code true}) or come back; calls back. Without effect when that is known already. */
    public void settle(String key, boolean arrived) {
        Entry taken;
        synchronized (payments) {
            Payment payment = payments.get(key);
            if (payment == null || payment.taken.kind() != Kind.ACCEPTED) {
                throw new IllegalArgumentException("never accepted: " + key);
            }
            if (!payment.settlement.equals("PENDING")) {
                return;
            }
            taken = payment.taken;
            Kind kind = arrived ? Kind.SETTLED : Kind.RETURNED;
            write(kind, key, taken, null);
        }
        callBack(key);
    }

    /** Says, as often as asked and on top of what it says by itself, how the payment stands. */
    public void callBack(String key) {
        Fault manner = manners.get(key);
        if (manner == Fault.CALLBACK_LOST) {
            return;
        }
        String body = view(key).toString();
        String id = "evt_" + key + "_" + view(key).path("settlement").asText();
        Duration delay = manner == Fault.CALLBACK_DELAYED ? slowness : Duration.ZERO;
        int times = manner == Fault.CALLBACK_TWICE ? 2 : 1;
        for (int i = 0; i < times; i++) {
            callbacks.send(id, body, delay, status -> calledBack(key, status));
        }
    }

    /** Everything that happened, oldest first, since the journal began. */
    public List<Entry> journal() {
        return journal.entries();
    }

    /** The payments that were really made. */
    public List<Entry> accepted() {
        return journal().stream().filter(entry -> entry.kind() == Kind.ACCEPTED).toList();
    }

    /** How many requests arrived since this start, those that went wrong included. */
    public long requests() {
        return requests.get();
    }

    /** The journal stays. */
    @Override
    public void close() {
        server.close();
        timer.shutdownNow();
        journal.close();
    }

    private Answer handle(Call call) throws InterruptedException {
        requests.incrementAndGet();
        String problem = problem(call);
        if (problem != null) {
            return Answer.json(401, "{\"error\":\"" + problem + "\"}");
        }
        Request request = request(call);
        if (request == null) {
            return Answer.html(404, "<html>no such page</html>");
        }
        Fault fault = next(orders, request);
        if (fault == null) {
            return perform(call, request, null);
        }
        write(Kind.FAULT, request.key(), null, fault + " " + request.operation());
        return misbehave(fault, call, request);
    }

    private @Nullable String problem(Call call) {
        String timestamp = call.header("Fairwell-Timestamp");
        if (timestamp.isEmpty()
                || Math.abs(Long.parseLong(timestamp) - clock.instant().getEpochSecond()) > 300) {
            return "timestamp";
        }
        String expected = Signing.request(
                secret, timestamp, call.method(), call.target(), call.header("Idempotency-Key"), call.body());
        return expected.equals(call.header("Fairwell-Signature")) ? null : "signature";
    }

    private @Nullable Request request(Call call) {
        String what = call.method() + " " + call.path();
        JsonNode body = json(call.body());
        if (what.equals("POST " + PREFIX + "/refunds")) {
            return new Request(Operation.REFUND, body.path("key").asText(), body);
        }
        if (what.equals("POST " + PREFIX + "/mandates/revocations")) {
            return new Request(Operation.REVOKE, body.path("key").asText(), body);
        }
        if (what.equals("GET " + PREFIX + "/refunds")) {
            return new Request(Operation.LIST, "", body);
        }
        if (what.startsWith("GET " + PREFIX + "/refunds/")) {
            String key = call.path().substring((PREFIX + "/refunds/").length());
            return new Request(Operation.LOOK_UP, URLDecoder.decode(key, StandardCharsets.UTF_8), body);
        }
        return null;
    }

    private @Nullable Fault next(List<Order> from, Request request) {
        synchronized (orders) {
            for (Iterator<Order> all = from.iterator(); all.hasNext(); ) {
                Order order = all.next();
                if (order.which.test(request)) {
                    order.left--;
                    if (order.left == 0) {
                        all.remove();
                    }
                    return order.fault;
                }
            }
        }
        return null;
    }

    private Answer misbehave(Fault fault, Call call, Request request) throws InterruptedException {
        return switch (fault) {
            case RESET -> Answer.json(200, "").by(Delivery.RESET);
            case APPLIED_THEN_RESET -> perform(call, request, null).by(Delivery.RESET);
            case SLOW -> {
                Thread.sleep(slowness.toMillis());
                if (!late.isOn()) {
                    yield perform(call, request, null);
                }
                late.add(() -> perform(call, request, null));
                yield Answer.json(200, "").by(Delivery.RESET);
            }
            case APPLIED_THEN_SLOW -> {
                Answer answer = perform(call, request, null);
                Thread.sleep(slowness.toMillis());
                yield answer;
            }
            case ERROR -> Answer.json(503, "{\"error\":\"try later\"}");
            case APPLIED_THEN_ERROR -> {
                perform(call, request, null);
                yield Answer.json(500, "{\"error\":\"oops\"}");
            }
            case TOO_MANY_REQUESTS ->
                Answer.json(429, "{\"error\":\"slow down\"}").with("Retry-After", "1");
            case GARBAGE -> {
                perform(call, request, null);
                yield Answer.html(200, "<html>Welcome</html>");
            }
            case GARBAGE_INSTEAD -> Answer.html(200, "<html>Sign in to this network</html>");
            case NOT_HTTP -> {
                perform(call, request, null);
                yield Answer.json(200, "\u0000\u0001 what? \r\n\r\n").by(Delivery.RAW);
            }
            case TRUNCATED -> perform(call, request, null).by(Delivery.TRUNCATED);
            case DRIBBLE -> perform(call, request, null).by(Delivery.DRIBBLE);
            case HUGE -> perform(call, request, null).by(Delivery.ENDLESS);
            case REDIRECT -> Answer.json(307, "").with("Location", call.target());
            case PROXY_404 -> Answer.html(404, "<html>404 page not found</html>");
            case UNAUTHORIZED -> Answer.json(401, "{\"error\":\"who are you?\"}");
            case CONFLICT -> Answer.json(425, "{\"error\":\"being worked on\"}");
            case EMPTY -> Answer.json(502, "");
            case UNPROCESSABLE -> Answer.json(422, "{\"error\":\"currency\"}");
            case DECLINE,
                    RETURNED,
                    NEVER_SETTLES,
                    CALLBACK_TWICE,
                    CALLBACK_DELAYED,
                    CALLBACK_BEFORE_ANSWER,
                    CALLBACK_LOST -> perform(call, request, fault);
        };
    }

    private Answer perform(Call call, Request request, @Nullable Fault manner) {
        return switch (request.operation()) {
            case REFUND -> refund(call, request, manner);
            case LOOK_UP -> lookUp(request.key());
            case LIST -> list(call.query());
            case REVOKE -> revoke(call, request);
        };
    }

    private Answer refund(Call call, Request request, @Nullable Fault manner) {
        String key = request.key();
        if (key.isEmpty() || !key.equals(call.header("Idempotency-Key"))) {
            return Answer.json(400, "{\"error\":\"Idempotency-Key and key differ\"}");
        }
        String hash = HexFormat.of().formatHex(Signing.sha256(call.body()));
        synchronized (payments) {
            Payment known = payments.get(key);
            if (known != null) {
                boolean same = hash.equals(known.taken.request());
                write(same ? Kind.REPEATED : Kind.CONFLICT, key, known.taken, null);
                return same
                        ? Answer.json(200, view(key).toString())
                        : Answer.json(409, "{\"error\":\"another body before\"}");
            }
            take(request, hash, manner == Fault.DECLINE);
        }
        Fault ordered = manner == null ? orderedManner(request) : manner;
        if (ordered != null) {
            manners.put(key, ordered);
        }
        afterwards(key, ordered);
        return Answer.json(201, view(key).toString());
    }

    private @Nullable Fault orderedManner(Request request) {
        Fault ordered = next(mannerOrders, request);
        if (ordered != null) {
            write(Kind.FAULT, request.key(), null, ordered + " " + request.operation());
        }
        return ordered;
    }

    private void take(Request request, String hash, boolean declined) {
        String key = request.key();
        JsonNode amount = request.body().path("amount");
        add(new Entry(
                journal.nextNumber(),
                now(),
                declined ? Kind.DECLINED : Kind.ACCEPTED,
                key,
                request.caseNumber(),
                request.subscriptionId(),
                amount.path("amount").asText(),
                amount.path("currency").asText(),
                declined ? "CARD_CLOSED" : "STUB-" + key,
                hash));
    }

    private void afterwards(String key, @Nullable Fault manner) {
        Duration delay = settleAfter;
        if (manner == Fault.CALLBACK_BEFORE_ANSWER) {
            String body = view(key).toString();
            calledBack(key, callbacks.post("evt_" + key + "_TAKEN", body, 0));
        }
        if (delay != null && manner != Fault.NEVER_SETTLES && manner != Fault.DECLINE) {
            settleLater(key, delay);
        }
    }

    private void settleLater(String key, Duration delay) {
        boolean arrives = manners.get(key) != Fault.RETURNED;
        if (manners.get(key) != Fault.NEVER_SETTLES) {
            timer.schedule(() -> settle(key, arrives), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Answer lookUp(String key) {
        synchronized (payments) {
            Payment known = payments.get(key);
            write(Kind.LOOKED_UP, key, known == null ? null : known.taken, known == null ? "UNKNOWN" : null);
            return known == null
                    ? Answer.json(404, "{\"status\":\"UNKNOWN\"}")
                    : Answer.json(200, view(key).toString());
        }
    }

    private Answer list(Map<String, String> query) {
        Instant from = Instant.parse(query.get("from"));
        Instant to = Instant.parse(query.get("to"));
        int begin = Integer.parseInt(query.getOrDefault("cursor", "0"));
        synchronized (payments) {
            List<String> keys = payments.values().stream()
                    .map(payment -> payment.taken)
                    .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
                    .map(Entry::key)
                    .toList();
            int end = Math.min(keys.size(), begin + pageSize);
            ObjectNode page = JSON.createObjectNode();
            var refunds = page.putArray("refunds");
            keys.subList(Math.min(begin, end), end).forEach(key -> refunds.add(view(key)));
            page.put("next", end < keys.size() ? Integer.toString(end) : null);
            return Answer.json(200, page.toString());
        }
    }

    private Answer revoke(Call call, Request request) {
        if (!request.key().equals(call.header("Idempotency-Key"))) {
            return Answer.json(400, "{\"error\":\"Idempotency-Key and key differ\"}");
        }
        synchronized (payments) {
            add(new Entry(
                    journal.nextNumber(),
                    now(),
                    revoked.contains(request.key()) ? Kind.REPEATED : Kind.REVOKED,
                    request.key(),
                    null,
                    request.subscriptionId(),
                    null,
                    null,
                    request.body().path("mandateReference").asText(),
                    null));
        }
        return Answer.json(204, "");
    }

    private ObjectNode view(String key) {
        synchronized (payments) {
            Payment payment = payments.get(key);
            Entry taken = payment.taken;
            boolean accepted = taken.kind() == Kind.ACCEPTED;
            ObjectNode view = JSON.createObjectNode();
            view.put("key", key);
            view.put("status", accepted ? "ACCEPTED" : "DECLINED");
            view.put("reference", accepted ? taken.detail() : null);
            view.put("reason", accepted ? null : taken.detail());
            view.put("settlement", accepted ? payment.settlement : null);
            view.put("settledAt", payment.settledAt == null ? null : payment.settledAt.toString());
            view.putObject("amount").put("amount", taken.amount()).put("currency", taken.currency());
            view.put("createdAt", taken.at().toString());
            return view;
        }
    }

    private void calledBack(String key, int status) {
        write(status / 100 == 2 ? Kind.CALLED_BACK : Kind.CALLBACK_FAILED, key, null, Integer.toString(status));
    }

    private void write(Kind kind, String key, @Nullable Entry of, @Nullable String detail) {
        synchronized (payments) {
            add(new Entry(
                    journal.nextNumber(),
                    now(),
                    kind,
                    key,
                    of == null ? null : of.caseNumber(),
                    of == null ? null : of.subscriptionId(),
                    of == null ? null : of.amount(),
                    of == null ? null : of.currency(),
                    detail,
                    null));
        }
    }

    private void add(Entry entry) {
        journal.add(entry);
        replay(entry);
    }

    private void replay(Entry entry) {
        switch (entry.kind()) {
            case ACCEPTED, DECLINED -> payments.put(entry.key(), new Payment(entry));
            case SETTLED, RETURNED -> {
                Payment payment = payments.get(entry.key());
                payment.settlement = entry.kind().name();
                payment.settledAt = entry.at();
            }
            case REVOKED -> revoked.add(entry.key());
            case REPEATED, CONFLICT, LOOKED_UP, CALLED_BACK, CALLBACK_FAILED, FAULT -> {}
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? JSON.missingNode() : JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
