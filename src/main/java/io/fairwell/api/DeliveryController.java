package io.fairwell.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.delivery.Delivery;
import io.fairwell.delivery.DeliveryLog;
import io.fairwell.security.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of mails, text messages and webhooks. Without addresses and texts. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class DeliveryController {

    private static final Pattern ID = Pattern.compile("(letter|msg)_[0-9a-f-]{36}");
    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final DeliveryLog deliveries;
    private final CancellationCases cases;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    DeliveryController(DeliveryLog deliveries, CancellationCases cases, Idempotency idempotency, CurrentCaller caller) {
        this.deliveries = deliveries;
        this.cases = cases;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** @param nextCursor asks for the next page; null on the last one */
    record Page(List<Delivery> items, @Nullable String nextCursor) {}

    @GetMapping("/deliveries")
    Page search(HttpServletRequest request) {
        Faults faults = new Faults();
        Fields query = Query.of(request, faults);
        return page(query, query.id("caseNumber"));
    }

    @GetMapping("/cancellations/{number}/deliveries")
    Page ofCase(@PathVariable String number, HttpServletRequest request) {
        String known = cases.get(caller.get().tenantId(), number).number().value();
        return page(Query.of(request, new Faults()), known);
    }

    private Page page(Fields query, @Nullable String caseNumber) {
        Delivery.State state = query.choice("state", Delivery.State.class);
        Delivery.Channel channel = query.choice("channel", Delivery.Channel.class);
        Cursor cursor =
                query.parsed("cursor", 200, Fault.BAD_CURSOR, text -> Cursor.decode(text, ID.asMatchPredicate()));
        int limit = Query.number(query, "limit", USUAL_PAGE, 1, LARGEST_PAGE);
        query.rejectOthers();
        query.faults().throwIfAny();
        // One more than asked for tells whether there is another page.
        List<Delivery> found = deliveries.search(new DeliveryLog.Search(
                caller.get().tenantId(),
                state,
                channel,
                caseNumber,
                cursor == null ? null : new DeliveryLog.Position(cursor.at(), cursor.id()),
                limit + 1));
        List<Delivery> page = found.stream().limit(limit).toList();
        return new Page(page, found.size() > limit ? after(page.get(page.size() - 1)) : null);
    }

    private static String after(Delivery last) {
        return new Cursor(last.createdAt(), last.id()).encode();
    }

    @PostMapping("/deliveries/{id}/redelivery")
    ResponseEntity<byte[]> redeliver(@PathVariable String id, HttpServletRequest request) {
        JsonNode body = Bodies.optionalJson(request);
        return idempotency.execute(request, StrictJson.canonical(body), () -> {
            known(id);
            if (!deliveries.redeliver(caller.get().tenantId(), id)) {
                throw new ApiProblem(ProblemType.NOT_REDELIVERABLE);
            }
            return ResponseEntity.accepted().body(known(id));
        });
    }

    private Delivery known(String id) {
        if (!ID.matcher(id).matches()) {
            throw new ApiProblem(ProblemType.DELIVERY_NOT_FOUND);
        }
        return deliveries
                .find(caller.get().tenantId(), id)
                .orElseThrow(() -> new ApiProblem(ProblemType.DELIVERY_NOT_FOUND));
    }
}
