package io.fairwell.api;

import io.fairwell.proposal.Proposal;
import io.fairwell.proposal.ProposalRefused;
import io.fairwell.proposal.Proposals;
import io.fairwell.proposal.Proposals.By;
import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import io.fairwell.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Changes of rules by four eyes. Handing in the same files again answers with the same proposal, and a decision is made
 * once, so nothing here needs an idempotency key.
 */
@RestController
@RequestMapping(path = "/api/v1/rules/proposals")
class ProposalController {

    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;
    private static final int REASON_LENGTH = 2_000;

    private final Proposals proposals;
    private final CurrentCaller currentCaller;
    private final Problems problems;

    ProposalController(Proposals proposals, CurrentCaller currentCaller, Problems problems) {
        this.proposals = proposals;
        this.currentCaller = currentCaller;
        this.problems = problems;
    }

    record Page(List<ProposalView> items) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProposalView> propose(HttpServletRequest request) {
        RuleFiles parts = RuleFiles.of(request);
        Proposals.HandedIn handedIn = proposals.propose(by(), parts.name(), parts.comment(), parts.files());
        return ResponseEntity.status(handedIn.made() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create(
                        "/api/v1/rules/proposals/" + handedIn.proposal().id()))
                .body(view(handedIn.proposal()));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page list(HttpServletRequest request) {
        Faults faults = new Faults();
        Fields query = Query.of(request, faults);
        Proposal.State state = query.choice("state", Proposal.State.class);
        int limit = Query.number(query, "limit", USUAL_PAGE, 1, LARGEST_PAGE);
        query.rejectOthers();
        faults.throwIfAny();
        return new Page(
                proposals.list(by(), state, limit).stream().map(this::view).toList());
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ProposalView get(@PathVariable String id) {
        return view(proposals.get(by(), id(id)));
    }

    /** As it was handed in, never to be shown by a browser. */
    @GetMapping(path = "/{id}/files/{name}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> file(@PathVariable String id, @PathVariable String name) {
        byte[] content = proposals.file(by(), id(id), name);
        ContentDisposition attachment = ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(content);
    }

    @PostMapping(path = "/{id}/approval", produces = MediaType.APPLICATION_JSON_VALUE)
    ProposalView approve(@PathVariable String id, HttpServletRequest request) {
        Faults faults = new Faults();
        Fields body = Fields.of(Bodies.json(request), faults).need("sha256");
        String sha256 = body.id("sha256");
        if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
            faults.add("/sha256", Fault.NOT_A_DIGEST);
        }
        body.rejectOthers();
        faults.throwIfAny();
        return view(proposals.approve(by(), id(id), Objects.requireNonNull(sha256)));
    }

    @PostMapping(path = "/{id}/rejection", produces = MediaType.APPLICATION_JSON_VALUE)
    ProposalView reject(@PathVariable String id, HttpServletRequest request) {
        Faults faults = new Faults();
        Fields body = Fields.of(Bodies.json(request), faults).need("reason");
        String reason = body.words("reason", REASON_LENGTH);
        if (reason != null && reason.isBlank()) {
            faults.add("/reason", Fault.BLANK);
        }
        body.rejectOthers();
        faults.throwIfAny();
        Caller caller = currentCaller.get();
        Proposal proposal = proposals.get(by(), id(id));
        if (!caller.may(Scopes.RULES_APPROVE) && !proposal.proposedBy().equals(caller.clientId())) {
            throw new ApiProblem(ProblemType.FORBIDDEN);
        }
        return view(proposals.reject(
                by(), proposal.id(), Objects.requireNonNull(reason).strip()));
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(ProposalRefused e, HttpServletRequest request) {
        return switch (e.why()) {
            case NOT_FOUND -> problems.answer(request, ProblemType.PROPOSAL_NOT_FOUND, List.of());
            case OWN_PROPOSAL -> problems.answer(request, ProblemType.OWN_PROPOSAL, List.of());
            case DECIDED -> problems.answer(request, ProblemType.PROPOSAL_DECIDED, List.of());
            case OUTDATED -> problems.answer(request, ProblemType.PROPOSAL_OUTDATED, List.of());
            case OTHER_CONTENT -> problems.answer(request, ProblemType.PROPOSAL_DIFFERS, List.of());
            case FAULTY ->
                problems.answerInWords(
                        request,
                        ProblemType.RULES_REFUSED,
                        e.faults().stream()
                                .map(fault -> new Problem.Error(
                                        "/files/"
                                                + fault.file()
                                                        .replace("~", "~0")
                                                        .replace("/", "~1"),
                                        fault.code()
                                                .toLowerCase(java.util.Locale.ROOT)
                                                .replace('_', '-'),
                                        fault.message()))
                                .toList());
        };
    }

    private ProposalView view(Proposal proposal) {
        return ProposalView.of(proposal, proposals.isOutdated(proposal));
    }

    private By by() {
        Caller caller = currentCaller.get();
        return new By(caller.tenantId(), caller.clientId());
    }

    private static UUID id(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ProposalRefused(ProposalRefused.Why.NOT_FOUND);
        }
    }
}
