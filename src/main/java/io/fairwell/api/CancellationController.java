package io.fairwell.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import io.fairwell.terms.Quote;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Declares cancellations and shows how they stand. */
@RestController
@RequestMapping(path = CaseLinks.CASES, produces = MediaType.APPLICATION_JSON_VALUE)
class CancellationController {

    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final Cancellations cancellations;
    private final CancellationCases cases;
    private final DeclarationReader reader;
    private final CaseViews views;
    private final QuoteViews quoteViews;
    private final Idempotency idempotency;
    private final CurrentCaller currentCaller;

    CancellationController(
            Cancellations cancellations,
            CancellationCases cases,
            DeclarationReader reader,
            CaseViews views,
            QuoteViews quoteViews,
            Idempotency idempotency,
            CurrentCaller currentCaller) {
        this.cancellations = cancellations;
        this.cases = cases;
        this.reader = reader;
        this.views = views;
        this.quoteViews = quoteViews;
        this.idempotency = idempotency;
        this.currentCaller = currentCaller;
    }

    /** @param nextCursor asks for the next page; null on the last one */
    record Page(List<CaseView> items, @Nullable String nextCursor) {}

    /** @param by CUSTOMER, CLIENT, AGENT or SYSTEM; who exactly is not told */
    record TimelineEntry(String kind, String by, Instant at, Map<String, String> details) {}

    record Timeline(String caseNumber, List<TimelineEntry> items) {}

    /** @param statement what is paid; that of the quote, unless a review has decided otherwise */
    record Statement(
            String caseNumber, QuoteView quote, QuoteView.StatementView statement, CaseView.RefundView refund) {}

    @PostMapping
    ResponseEntity<byte[]> declare(HttpServletRequest request) {
        Caller caller = currentCaller.get();
        JsonNode body = Bodies.json(request);
        return idempotency.execute(request, StrictJson.canonical(body), () -> {
            Fields fields = Fields.of(body, new Faults());
            CancellationCase declared = cancellations.declare(reader.read(fields, caller, Languages.of(request)));
            Locale locale = CaseViews.locale(declared, request);
            return ResponseEntity.created(URI.create(CaseLinks.self(declared)))
                    .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                    .body(views.view(declared, locale));
        });
    }

    @GetMapping("/{number}")
    ResponseEntity<?> get(@PathVariable String number, HttpServletRequest request) {
        return views.answer(known(number), request);
    }

    @GetMapping
    Page search(HttpServletRequest request) {
        Faults faults = new Faults();
        Fields query = Query.of(request, faults);
        String customerId = query.id("customerId");
        CaseStatus status = query.choice("status", CaseStatus.class);
        Instant since = query.instant("updatedSince");
        Cursor cursor = query.parsed("cursor", 200, Fault.BAD_CURSOR, CancellationController::cursor);
        int limit = Query.number(query, "limit", USUAL_PAGE, 1, LARGEST_PAGE);
        query.rejectOthers();
        faults.throwIfAny();
        // One more than asked for tells whether there is another page.
        List<CancellationCase> found = cases.search(new CancellationCases.Search(
                currentCaller.get().tenantId(),
                customerId,
                status,
                since,
                cursor == null ? null : cursor.at(),
                cursor == null ? null : cursor.id(),
                limit + 1));
        Locale locale = Languages.of(request);
        List<CancellationCase> page = found.stream().limit(limit).toList();
        return new Page(
                page.stream().map(c -> views.view(c, locale)).toList(), found.size() > limit ? after(page) : null);
    }

    private static Cursor cursor(String text) {
        return Cursor.decode(text, id -> CaseNumber.parse(id).isPresent());
    }

    private String after(List<CancellationCase> page) {
        CancellationCase last = page.get(page.size() - 1);
        return new Cursor(cases.updatedAt(last.number()), last.number().value()).encode();
    }

    @GetMapping("/{number}/timeline")
    Timeline timeline(@PathVariable String number) {
        CancellationCase c = known(number);
        return new Timeline(
                c.number().value(),
                cases.timeline(c.number()).stream()
                        .map(event -> new TimelineEntry(
                                event.kind().name(), event.by().kind().name(), event.at(), event.details()))
                        .toList());
    }

    @GetMapping("/{number}/refund-statement")
    Statement statement(@PathVariable String number, HttpServletRequest request) {
        CancellationCase c = known(number);
        Quote quote = views.quote(c).orElseThrow(() -> new ApiProblem(ProblemType.QUOTE_NOT_FOUND));
        Locale locale = CaseViews.locale(c, request);
        return new Statement(
                c.number().value(),
                quoteViews.view(quote, locale),
                quoteViews.statement(views.statement(c).orElseGet(quote::statement), locale),
                CaseViews.refund(c.refund()));
    }

    private CancellationCase known(String number) {
        return cases.get(currentCaller.get().tenantId(), number);
    }
}
