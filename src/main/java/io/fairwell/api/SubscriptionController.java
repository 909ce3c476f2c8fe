package io.fairwell.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairwell.security.CurrentCaller;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.SubscriptionSearch;
import io.fairwell.subscription.Subscriptions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What customers have. */
@RestController
@RequestMapping(path = "/api/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
class SubscriptionController {

    private static final List<String> ORDERS = List.of("id", "-id", "termEnd", "-termEnd", "planId", "-planId");
    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;
    private static final int FARTHEST_OFFSET = 100_000;

    private final Subscriptions subscriptions;
    private final SubscriptionReader reader;
    private final SubscriptionImport imports;
    private final SubscriptionViews views;
    private final SubscriptionWrites writes;
    private final CurrentCaller caller;

    SubscriptionController(
            Subscriptions subscriptions,
            SubscriptionReader reader,
            SubscriptionImport imports,
            SubscriptionViews views,
            SubscriptionWrites writes,
            CurrentCaller caller) {
        this.subscriptions = subscriptions;
        this.reader = reader;
        this.imports = imports;
        this.views = views;
        this.writes = writes;
        this.caller = caller;
    }

    /** @param nextOffset where the next page begins; null on the last page */
    record Page(List<SubscriptionView> items, @Nullable Integer nextOffset) {}

    @GetMapping
    Page search(HttpServletRequest request) {
        Faults faults = new Faults();
        Fields query = Query.of(request, faults);
        String customerId = query.id("customerId");
        String text = query.line("text", Fields.ID_LENGTH);
        String sort = query.choice("sort", ORDERS);
        int limit = Query.number(query, "limit", USUAL_PAGE, 1, LARGEST_PAGE);
        int offset = Query.number(query, "offset", 0, 0, FARTHEST_OFFSET);
        query.rejectOthers();
        faults.throwIfAny();
        // One more than asked for tells whether there is another page.
        List<Subscription> found = subscriptions.search(new SubscriptionSearch(
                caller.get().tenantId(), customerId, text, sort == null ? "id" : sort, limit + 1, offset));
        return new Page(
                found.stream().limit(limit).map(views::view).toList(), found.size() > limit ? offset + limit : null);
    }

    @GetMapping("/{id}")
    SubscriptionView get(@PathVariable String id) {
        return views.view(known(id));
    }

    @PutMapping("/{id}")
    ResponseEntity<SubscriptionView> put(@PathVariable String id, HttpServletRequest request) {
        JsonNode body = Bodies.json(request);
        Faults faults = new Faults();
        if (!Characters.isId(id) || id.length() > Fields.ID_LENGTH) {
            faults.add("/id", Fault.BAD_CHARACTERS);
        }
        Subscription facts = reader.read(Fields.of(body, faults), caller.get().tenantId(), id);
        boolean created = writes.put(facts);
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .body(views.view(known(id)));
    }

    @PostMapping("/import")
    ImportReport importAll(HttpServletRequest request) {
        return imports.run(request, caller.get().tenantId());
    }

    private Subscription known(String id) {
        return subscriptions.get(caller.get().tenantId(), Characters.isStorable(id) ? id : "");
    }
}
