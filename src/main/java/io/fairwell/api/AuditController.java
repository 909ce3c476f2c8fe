package io.fairwell.api;

import io.fairwell.audit.AuditLog;
import io.fairwell.audit.AuditVerification;
import io.fairwell.audit.AuditVerification.Verdict;
import io.fairwell.audit.AuditVerification.Witness;
import io.fairwell.security.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail of the caller's tenant, to read. */
@RestController
@RequestMapping(path = "/api/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class AuditController {

    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 100;
    private static final int ACTOR_LENGTH = 200;
    private static final Pattern SEQUENCE = Pattern.compile("[1-9]\\d{0,17}");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private final AuditLog log;
    private final AuditVerification verification;
    private final CurrentCaller caller;
    private final AtomicBoolean running = new AtomicBoolean();

    AuditController(AuditLog log, AuditVerification verification, CurrentCaller caller) {
        this.log = log;
        this.verification = verification;
        this.caller = caller;
    }

    /** @param nextCursor asks for the next, older page; null on the last one */
    record Page(List<AuditLog.Item> items, @Nullable String nextCursor) {}

    @GetMapping
    Page search(HttpServletRequest request) {
        Fields query = Query.of(request, new Faults());
        int limit = Query.number(query, "limit", USUAL_PAGE, 1, LARGEST_PAGE);
        // One more than asked for tells whether there is another page.
        AuditLog.Search search = new AuditLog.Search(
                caller.get().tenantId(),
                query.id("caseNumber"),
                query.line("actor", ACTOR_LENGTH),
                query.instant("from"),
                query.instant("until"),
                query.parsed("cursor", 200, Fault.BAD_CURSOR, AuditController::sequence),
                limit + 1);
        query.rejectOthers();
        query.faults().throwIfAny();
        List<AuditLog.Item> found = log.search(search);
        List<AuditLog.Item> page = found.stream().limit(limit).toList();
        return new Page(
                page,
                found.size() > limit ? Long.toString(page.get(page.size() - 1).sequence()) : null);
    }

    /** One at a time: it reads the whole chain. */
    @GetMapping("/verification")
    Verdict verify(HttpServletRequest request) {
        Fields query = Query.of(request, new Faults());
        Long sequence = query.parsed("sequence", 20, Fault.BAD_CHARACTERS, AuditController::sequence);
        String hash = query.line("hash", 64);
        if (sequence != null && (hash == null || !HASH.matcher(hash).matches())) {
            query.faults().add("/hash", Fault.BAD_CHARACTERS);
        }
        query.rejectOthers();
        query.faults().throwIfAny();
        if (!running.compareAndSet(false, true)) {
            throw new ApiProblem(ProblemType.TOO_MANY_REQUESTS);
        }
        try {
            return verification.verify(sequence == null ? null : new Witness(sequence, Objects.requireNonNull(hash)));
        } finally {
            running.set(false);
        }
    }

    /** @throws IllegalArgumentException for what is no sequence */
    private static Long sequence(String text) {
        if (!SEQUENCE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a sequence");
        }
        return Long.valueOf(text);
    }
}
