package io.fairwell.testing.gateway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairwell.testing.gateway.StubServer.Answer;
import io.fairwell.testing.gateway.StubServer.Call;
import io.fairwell.testing.gateway.StubServer.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The few addresses of Stripe's interface that Fairwell uses, behaving as docs.stripe.com says: keys replay the first
 * answer, errors too, and another body with the same key is an {@code idempotency_error}. Kept in memory.
 */
public final class StubStripe implements AutoCloseable {

    /** As Stripe keeps it. */
    public static final class Refund {
        public final String id;
        public final String payment;
        public final long amount;
        public final String currency;
        public final long created;
        public final Map<String, String> metadata;
        public volatile String status;

        Refund(String id, String payment, long amount, String currency, long created, Map<String, String> metadata) {
            this.id = id;
            this.payment = payment;
            this.amount = amount;
            this.currency = currency;
            this.created = created;
            this.metadata = metadata;
            status = "succeeded";
        }
    }

    private record Payment(long amount, String currency) {}

    private record Saved(String request, Answer answer) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String apiKey;
    private final Clock clock;
    private final StubServer server;
    private final Map<String, Payment> payments = new LinkedHashMap<>();
    private final Map<String, Refund> refunds = new LinkedHashMap<>();
    private final Map<String, Saved> saved = new LinkedHashMap<>();
    private final Map<String, String> mandates = new LinkedHashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final AtomicLong requests = new AtomicLong();
    private final List<String> heard = new ArrayList<>();
    private String nextStatus = "succeeded";
    private @Nullable String nextRefusal;

    private StubStripe(int port, String apiKey, Clock clock) {
        this.apiKey = apiKey;
        this.clock = clock;
        server = new StubServer(port, this::handle);
    }

    /** @param port 0 for any that is free */
    public static StubStripe start(int port, String apiKey, Clock clock) {
        return new StubStripe(port, apiKey, clock);
    }

    /** What {@code fairwell.refund.stripe.api-base} is set to. */
    public String url() {
        return "http://localhost:" + server.port();
    }

    /** @param id {@code pi_...} or {@code ch_...} */
    public synchronized void paid(String id, long amount, String currency) {
        payments.put(id, new Payment(amount, currency));
    }

    /** @param id {@code sub_...} or {@code pm_...} */
    public synchronized void mandate(String id) {
        mandates.put(id, id.startsWith("sub_") ? "active" : "cus_1");
    }

    /** {@code active} or {@code canceled} for a subscription, its customer or nothing for a means of payment. */
    public synchronized @Nullable String mandateState(String id) {
        return mandates.get(id);
    }

    public synchronized void fault(Fault fault) {
        faults.add(fault);
    }

    /** How the next refunds begin. */
    public synchronized void nextStatus(String status) {
        nextStatus = status;
    }

    /** The next refund is refused with this code. */
    public synchronized void refuse(String code) {
        nextRefusal = code;
    }

    public synchronized List<Refund> refunds() {
        return List.copyOf(refunds.values());
    }

    public long requests() {
        return requests.get();
    }

    /** Method, path and the headers that matter of every request. */
    public synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    /** The body of an event about a refund, as it stands now. */
    public synchronized String event(String type, String refundId) {
        ObjectNode event = JSON.createObjectNode();
        event.put("id", "evt_" + refundId + "_" + type);
        event.put("object", "event");
        event.put("type", type);
        event.put("created", clock.instant().getEpochSecond());
        event.putObject("data").set("object", view(Objects.requireNonNull(refunds.get(refundId))));
        return event.toString();
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer handle(Call call) throws InterruptedException {
        requests.incrementAndGet();
        Fault fault;
        synchronized (this) {
            heard.add(call.method() + " " + call.path() + " " + call.header("Idempotency-Key"));
            fault = faults.poll();
        }
        if (!call.header("Authorization").equals("Bearer " + apiKey)) {
            return error(401, "invalid_request_error", null);
        }
        return fault == null ? perform(call, false) : misbehave(fault, call);
    }

    private Answer misbehave(Fault fault, Call call) throws InterruptedException {
        return switch (fault) {
            case RESET -> Answer.json(200, "").by(Delivery.RESET);
            case APPLIED_THEN_RESET -> perform(call, false).by(Delivery.RESET);
            case APPLIED_THEN_ERROR -> perform(call, true);
            case APPLIED_THEN_SLOW -> {
                Answer answer = perform(call, false);
                Thread.sleep(Duration.ofSeconds(30).toMillis());
                yield answer;
            }
            case DRIBBLE -> perform(call, false).by(Delivery.DRIBBLE);
            case ERROR -> error(503, "api_error", null);
            case TOO_MANY_REQUESTS -> error(429, "invalid_request_error", "rate_limit");
            case UNAUTHORIZED -> error(401, "invalid_request_error", null);
            case CONFLICT -> error(409, "idempotency_error", "idempotency_key_in_use");
            case GARBAGE -> Answer.html(200, "<html>Welcome</html>");
            case EMPTY -> Answer.json(502, "");
            case REDIRECT -> Answer.json(307, "").with("Location", call.target());
            default -> throw new IllegalArgumentException("not a fault of this stub: " + fault);
        };
    }

    private synchronized Answer perform(Call call, boolean failsAfterwards) {
        String key = call.header("Idempotency-Key");
        boolean write = call.method().equals("POST") && !key.isEmpty();
        Saved before = write ? saved.get(key) : null;
        String request = call.target() + " " + call.text();
        if (before != null) {
            return before.request.equals(request) ? before.answer : error(400, "idempotency_error", null);
        }
        Answer answer = route(call);
        if (failsAfterwards) {
            answer = error(500, "api_error", null);
        }
        if (write) {
            saved.put(key, new Saved(request, answer));
        }
        return answer;
    }

    private Answer route(Call call) {
        String[] path = call.path().substring(1).split("/");
        String what = call.method() + " " + path[1];
        return switch (what) {
            case "POST refunds" -> refund(Call.form(call.text()));
            case "GET refunds" -> list(call.query());
            case "DELETE subscriptions" -> cancel(path[2]);
            case "POST payment_methods" -> detach(path[2]);
            case "GET subscriptions", "GET payment_methods" -> mandateView(path[2]);
            default -> error(404, "invalid_request_error", null);
        };
    }

    private Answer refund(Map<String, String> form) {
        String id = form.getOrDefault("payment_intent", form.getOrDefault("charge", ""));
        Payment payment = payments.get(id);
        if (payment == null) {
            return error(404, "invalid_request_error", "resource_missing");
        }
        if (nextRefusal != null) {
            String code = nextRefusal;
            nextRefusal = null;
            return error(code.equals("card_declined") ? 402 : 400, "invalid_request_error", code);
        }
        long amount = Long.parseLong(form.get("amount"));
        long before = refunds.values().stream()
                .filter(refund -> refund.payment.equals(id))
                .mapToLong(refund -> refund.amount)
                .sum();
        if (before + amount > payment.amount) {
            return error(400, "invalid_request_error", before == payment.amount ? "charge_already_refunded" : null);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith("metadata[")) {
                metadata.put(name.substring("metadata[".length(), name.length() - 1), value);
            }
        });
        Refund refund = new Refund(
                "re_" + (refunds.size() + 1),
                id,
                amount,
                payment.currency,
                clock.instant().getEpochSecond(),
                metadata);
        refund.status = nextStatus;
        refunds.put(refund.id, refund);
        return Answer.json(200, view(refund).toString());
    }

    /** The newest first. */
    private Answer list(Map<String, String> query) {
        List<Refund> found = refunds.values().stream()
                .filter(refund -> refund.payment.equals(
                        query.getOrDefault("payment_intent", query.getOrDefault("charge", refund.payment))))
                .filter(refund -> refund.created >= Long.parseLong(query.getOrDefault("created[gte]", "0")))
                .filter(refund -> refund.created < Long.parseLong(query.getOrDefault("created[lt]", "99999999999")))
                .sorted(Comparator.comparing((Refund refund) -> Integer.parseInt(refund.id.substring(3)))
                        .reversed())
                .toList();
        int begin = 0;
        while (begin < found.size()
                && query.containsKey("starting_after")
                && !found.get(begin).id.equals(query.get("starting_after"))) {
            begin++;
        }
        begin += query.containsKey("starting_after") ? 1 : 0;
        int end = Math.min(found.size(), begin + Integer.parseInt(query.getOrDefault("limit", "10")));
        ObjectNode page = JSON.createObjectNode();
        page.put("object", "list").put("url", "/v1/refunds").put("has_more", end < found.size());
        var data = page.putArray("data");
        found.subList(Math.min(begin, end), end).forEach(refund -> data.add(view(refund)));
        return Answer.json(200, page.toString());
    }

    private Answer cancel(String id) {
        if (!"active".equals(mandates.get(id))) {
            return error(404, "invalid_request_error", "resource_missing");
        }
        mandates.put(id, "canceled");
        return mandateView(id);
    }

    private Answer detach(String id) {
        if (mandates.get(id) == null) {
            return error(mandates.containsKey(id) ? 400 : 404, "invalid_request_error", null);
        }
        mandates.put(id, null);
        return mandateView(id);
    }

    private Answer mandateView(String id) {
        if (!mandates.containsKey(id)) {
            return error(404, "invalid_request_error", "resource_missing");
        }
        ObjectNode view = JSON.createObjectNode().put("id", id);
        boolean subscription = id.startsWith("sub_");
        view.put("object", subscription ? "subscription" : "payment_method");
        view.put(subscription ? "status" : "customer", mandates.get(id));
        return Answer.json(200, view.toString());
    }

    private static ObjectNode view(Refund refund) {
        ObjectNode view = JSON.createObjectNode();
        view.put("id", refund.id).put("object", "refund").put("status", refund.status);
        view.put("amount", refund.amount).put("currency", refund.currency).put("created", refund.created);
        view.put(refund.payment.startsWith("pi_") ? "payment_intent" : "charge", refund.payment);
        ObjectNode metadata = view.putObject("metadata");
        refund.metadata.forEach(metadata::put);
        return view;
    }

    private static Answer error(int status, String type, @Nullable String code) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("type", type).put("code", code).put("message", "No: somebody@example.org");
        return new Answer(
                status,
                "application/json",
                body.toString().getBytes(StandardCharsets.UTF_8),
                Map.of("Request-Id", "req_1"),
                Delivery.WHOLE);
    }
}
