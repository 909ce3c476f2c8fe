package io.fairwell.cancellation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The next state of a case while one transition puts it together. */
final class Edit {

    private final CancellationCase before;
    private Request request;
    private CaseStatus status;
    private @Nullable Awaiting awaiting;
    private Identity identity;
    private RenewalState renewal;
    private @Nullable QuoteTerms quote;
    private @Nullable Offer offer;
    private Refund refund;
    private @Nullable Rejection rejection;
    private @Nullable Instant effectiveAt;
    private @Nullable Instant endedAt;
    private @Nullable CaseNumber supersededBy;
    private final List<CaseEvent> events;

    Edit(CancellationCase before) {
        this.before = before;
        request = before.request();
        status = before.status();
        awaiting = before.awaiting();
        identity = before.identity();
        renewal = before.renewal();
        quote = before.quote();
        offer = before.offer();
        refund = before.refund();
        rejection = before.rejection();
        effectiveAt = before.effectiveAt();
        endedAt = before.endedAt();
        supersededBy = before.supersededBy();
        events = new ArrayList<>(before.newEvents());
    }

    Edit request(Request next) {
        request = next;
        return this;
    }

    Edit status(CaseStatus next) {
        status = next;
        return this;
    }

    Edit awaiting(@Nullable Awaiting next) {
        awaiting = next;
        return this;
    }

    Edit awaiting(Awaiting.Who who, Awaiting.What what, @Nullable Instant until) {
        return awaiting(new Awaiting(who, what, until));
    }

    Edit identity(Identity next) {
        identity = next;
        return this;
    }

    Edit renewal(RenewalState next) {
        renewal = next;
        return this;
    }

    Edit quote(QuoteTerms next) {
        quote = next;
        return this;
    }

    Edit offer(@Nullable Offer next) {
        offer = next;
        return this;
    }

    Edit refund(Refund next) {
        refund = next;
        return this;
    }

    Edit rejection(Rejection next) {
        rejection = next;
        return this;
    }

    Edit effectiveAt(Instant next) {
        effectiveAt = next;
        return this;
    }

    Edit supersededBy(CaseNumber next) {
        supersededBy = next;
        return this;
    }

    Edit event(CaseEvent.Kind kind, Actor by, Instant at) {
        return event(kind, by, at, Map.of());
    }

    Edit event(CaseEvent.Kind kind, Actor by, Instant at, Map<String, String> details) {
        events.add(new CaseEvent(kind, by, at, details));
        return this;
    }

    CancellationCase end(CaseEvent.Kind kind, Instant at, Map<String, String> details) {
        endedAt = at;
        awaiting = null;
        return event(kind, Actor.SYSTEM, at, details).done();
    }

    CancellationCase done() {
        return new CancellationCase(
                before.number(),
                before.tenantId(),
                request,
                status,
                awaiting,
                identity,
                renewal,
                quote,
                offer,
                refund,
                rejection,
                effectiveAt,
                endedAt,
                supersededBy,
                List.copyOf(events));
    }
}
