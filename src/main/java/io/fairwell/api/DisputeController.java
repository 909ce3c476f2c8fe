package io.fairwell.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.dispute.Claim;
import io.fairwell.dispute.Claim.About;
import io.fairwell.dispute.Disputes;
import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Objects;
import org.joda.money.Money;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The customer objects to a refund decision or a charge; the answer is the case as it then stands. */
@RestController
@RequestMapping(path = CaseLinks.CASES + "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
class DisputeController {

    private static final int TEXT_LENGTH = 4_000;

    private final Disputes disputes;
    private final CancellationCases cases;
    private final CaseViews views;
    private final Idempotency idempotency;
    private final CurrentCaller currentCaller;

    DisputeController(
            Disputes disputes,
            CancellationCases cases,
            CaseViews views,
            Idempotency idempotency,
            CurrentCaller currentCaller) {
        this.disputes = disputes;
        this.cases = cases;
        this.views = views;
        this.idempotency = idempotency;
        this.currentCaller = currentCaller;
    }

    @PostMapping("/dispute")
    ResponseEntity<byte[]> dispute(@PathVariable String number, HttpServletRequest request) {
        JsonNode body = Bodies.json(request);
        Caller caller = currentCaller.get();
        return idempotency.execute(request, StrictJson.canonical(body), () -> {
            CancellationCase disputed = cases.get(caller.tenantId(), number);
            Claim claim = claim(Fields.of(body, new Faults()));
            disputes.open(
                    disputed.number(), claim, Actor.customer(disputed.request().customerId()));
            return views.answer(cases.get(caller.tenantId(), number), request);
        });
    }

    private static Claim claim(Fields body) {
        body.need("about", "text");
        About about = body.choice("about", About.class);
        String text = body.words("text", TEXT_LENGTH);
        if (text != null && text.isBlank()) {
            body.faults().add("/text", Fault.BLANK);
        }
        Money amount = MoneyField.read(body, "amount");
        if (amount != null && !amount.isPositive()) {
            body.faults().add("/amount/amount", Fault.NOT_POSITIVE);
        }
        LocalDate chargedOn = body.date("chargedOn");
        if (about == About.CHARGE) {
            body.need("amount", "chargedOn");
        } else if (about == About.REFUND && body.has("chargedOn")) {
            body.faults().add("/chargedOn", Fault.ONLY_WITH_A_CHARGE);
        }
        body.rejectOthers();
        body.faults().throwIfAny();
        return new Claim(
                Objects.requireNonNull(about), Objects.requireNonNull(text).strip(), amount, chargedOn);
    }
}
