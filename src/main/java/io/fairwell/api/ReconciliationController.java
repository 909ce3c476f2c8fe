package io.fairwell.api;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.refund.Finding;
import io.fairwell.refund.Finding.Resolution;
import io.fairwell.refund.Reconciliation;
import io.fairwell.refund.Reconciliations;
import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where our books and the payment gateway's differ. Comparing again, and resolving again, is harmless: neither needs an
 * idempotency key. Runs concern the whole installation; findings are shown to their own tenant.
 */
@RestController
@RequestMapping(path = "/api/v1/reconciliations", produces = MediaType.APPLICATION_JSON_VALUE)
class ReconciliationController {

    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;
    private static final int NOTE_LENGTH = 1_000;

    private final Reconciliations reconciliations;
    private final CurrentCaller currentCaller;

    ReconciliationController(Reconciliations reconciliations, CurrentCaller currentCaller) {
        this.reconciliations = reconciliations;
        this.currentCaller = currentCaller;
    }

    /** Newest first. A comparison counts the payments of all tenants, so not every client sees it. */
    record Overview(List<Reconciliation> items, List<FindingView> findings) {}

    record FindingView(
            UUID id,
            Finding.Kind kind,
            String key,
            @Nullable String caseNumber,
            @Nullable String leg,
            @Nullable String ours,
            @Nullable String theirs,
            Instant foundAt,
            @Nullable Resolution resolution) {

        static FindingView of(Finding finding) {
            CaseNumber number = finding.caseNumber();
            return new FindingView(
                    finding.id(),
                    finding.kind(),
                    finding.key(),
                    number == null ? null : number.value(),
                    finding.leg(),
                    finding.ours(),
                    finding.theirs(),
                    finding.foundAt(),
                    finding.resolution());
        }
    }

    @GetMapping
    Overview list(HttpServletRequest request) {
        Faults faults = new Faults();
        Fields query = Query.of(request, faults);
        String which = query.choice("findings", List.of("OPEN", "ALL"));
        int limit = Query.number(query, "limit", USUAL_PAGE, 1, LARGEST_PAGE);
        query.rejectOthers();
        faults.throwIfAny();
        Caller caller = currentCaller.get();
        return new Overview(
                caller.operatesInstallation() ? reconciliations.latest(limit) : List.of(),
                reconciliations.findings(caller.tenantId(), !"ALL".equals(which), limit).stream()
                        .map(FindingView::of)
                        .toList());
    }

    @PostMapping
    Reconciliation run(HttpServletRequest request) {
        Faults faults = new Faults();
        Fields body = Fields.of(Bodies.optionalFields(request), faults);
        Instant from = body.instant("from");
        if (from != null && from.isBefore(Instant.parse("2000-01-01T00:00:00Z"))) {
            faults.add("/from", Fault.BAD_INSTANT);
        }
        body.rejectOthers();
        faults.throwIfAny();
        return reconciliations.run(from).orElseThrow(() -> new ApiProblem(ProblemType.RECONCILIATION_RUNNING));
    }

    @PostMapping("/findings/{id}/resolution")
    FindingView resolve(@PathVariable String id, HttpServletRequest request) {
        Faults faults = new Faults();
        Fields body = Fields.of(Bodies.json(request), faults).need("note");
        String note = body.words("note", NOTE_LENGTH);
        if (note != null && note.isBlank()) {
            faults.add("/note", Fault.BLANK);
        }
        body.rejectOthers();
        faults.throwIfAny();
        Caller caller = currentCaller.get();
        return FindingView.of(reconciliations.resolve(
                caller.tenantId(),
                id(id),
                caller.clientId(),
                Objects.requireNonNull(note).strip()));
    }

    private static UUID id(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ApiProblem(ProblemType.FINDING_NOT_FOUND);
        }
    }
}
