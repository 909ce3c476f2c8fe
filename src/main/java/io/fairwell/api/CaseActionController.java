package io.fairwell.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Cancellations;
import io.fairwell.identity.Verification;
import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/** What a customer or an upstream system does with a case; every answer is the case as it then stands. */
@RestController
@RequestMapping(path = CaseLinks.CASES + "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
class CaseActionController {

    private static final int CODE_LENGTH = 16;
    private static final List<String> DECISIONS = List.of("ACCEPT", "DECLINE");

    private final Cancellations cancellations;
    private final CancellationCases cases;
    private final Verification verification;
    private final CaseViews views;
    private final Idempotency idempotency;
    private final CurrentCaller currentCaller;

    CaseActionController(
            Cancellations cancellations,
            CancellationCases cases,
            Verification verification,
            CaseViews views,
            Idempotency idempotency,
            CurrentCaller currentCaller) {
        this.cancellations = cancellations;
        this.cases = cases;
        this.verification = verification;
        this.views = views;
        this.idempotency = idempotency;
        this.currentCaller = currentCaller;
    }

    @PostMapping("/verification")
    ResponseEntity<byte[]> enterCode(@PathVariable String number, HttpServletRequest request) {
        return withBody(number, request, (c, body) -> {
            body.need("code");
            String code = body.line("code", CODE_LENGTH);
            finish(body);
            verification.enter(c.number(), Objects.requireNonNull(code), customer(c));
        });
    }

    @PostMapping("/verification/resend")
    ResponseEntity<byte[]> resendCode(@PathVariable String number, HttpServletRequest request) {
        return withoutBody(number, request, c -> verification.resend(c.number(), customer(c)));
    }

    @PostMapping(path = "/information", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<byte[]> provideDocuments(@PathVariable String number, HttpServletRequest request) {
        Information information = Information.of(parts(request));
        return act(number, request, information.fingerprint(), c -> {
            information.check();
            cancellations.provideInformation(c.number(), information.text(), information.documents(), customer(c));
        });
    }

    /** A request may call itself multipart in a way that nobody can take apart. */
    private static MultipartHttpServletRequest parts(HttpServletRequest request) {
        MultipartHttpServletRequest parts = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        if (parts == null) {
            throw new ApiProblem(ProblemType.MALFORMED_REQUEST);
        }
        return parts;
    }

    @PostMapping("/information")
    ResponseEntity<byte[]> provideText(@PathVariable String number, HttpServletRequest request) {
        return withBody(number, request, (c, body) -> {
            body.need("text");
            String text = body.words("text", Information.TEXT_LENGTH);
            if (text != null && text.isBlank()) {
                body.faults().add("/text", Fault.BLANK);
            }
            finish(body);
            cancellations.provideInformation(c.number(), Objects.requireNonNull(text), List.of(), customer(c));
        });
    }

    @PostMapping("/offer-decision")
    ResponseEntity<byte[]> decideOffer(@PathVariable String number, HttpServletRequest request) {
        return withBody(number, request, (c, body) -> {
            body.need("decision");
            String decision = body.choice("decision", DECISIONS);
            finish(body);
            cancellations.decideOffer(c.number(), "ACCEPT".equals(decision), customer(c));
        });
    }

    @PostMapping("/confirmation")
    ResponseEntity<byte[]> confirm(@PathVariable String number, HttpServletRequest request) {
        return withoutBody(number, request, c -> cancellations.confirm(c.number(), customer(c)));
    }

    @PostMapping("/withdrawal")
    ResponseEntity<byte[]> withdraw(@PathVariable String number, HttpServletRequest request) {
        return withoutBody(number, request, c -> cancellations.withdraw(c.number(), customer(c)));
    }

    @PostMapping("/return-received")
    ResponseEntity<byte[]> returnReceived(@PathVariable String number, HttpServletRequest request) {
        Actor client = Actor.client(currentCaller.get().clientId());
        return withoutBody(number, request, c -> cancellations.returnReceived(c.number(), client));
    }

    @PostMapping("/rights-moved")
    ResponseEntity<byte[]> rightsMoved(@PathVariable String number, HttpServletRequest request) {
        return withoutBody(number, request, c -> cancellations.rightsMoved(c.number(), customer(c)));
    }

    @PostMapping("/customer-action-confirmed")
    ResponseEntity<byte[]> confirmElsewhere(@PathVariable String number, HttpServletRequest request) {
        Actor client = Actor.client(currentCaller.get().clientId());
        return withoutBody(number, request, c -> cancellations.confirmElsewhere(c.number(), client));
    }

    private ResponseEntity<byte[]> withBody(
            String number, HttpServletRequest request, BiConsumer<CancellationCase, Fields> action) {
        JsonNode body = Bodies.json(request);
        return act(number, request, StrictJson.canonical(body), c -> action.accept(c, Fields.of(body, new Faults())));
    }

    private ResponseEntity<byte[]> withoutBody(
            String number, HttpServletRequest request, Consumer<CancellationCase> action) {
        return act(number, request, StrictJson.canonical(Bodies.optionalJson(request)), action);
    }

    private ResponseEntity<byte[]> act(
            String number, HttpServletRequest request, byte[] content, Consumer<CancellationCase> action) {
        Caller caller = currentCaller.get();
        return idempotency.execute(request, content, () -> {
            CancellationCase before = cases.get(caller.tenantId(), number);
            action.accept(before);
            return views.answer(cases.get(caller.tenantId(), number), request);
        });
    }

    private static void finish(Fields body) {
        body.rejectOthers();
        body.faults().throwIfAny();
    }

    private static Actor customer(CancellationCase c) {
        return Actor.customer(c.request().customerId());
    }
}
