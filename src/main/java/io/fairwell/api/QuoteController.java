package io.fairwell.api;

import io.fairwell.security.Caller;
import io.fairwell.security.CurrentCaller;
import io.fairwell.terms.Quote;
import io.fairwell.terms.QuoteRequest;
import io.fairwell.terms.Quotes;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a cancellation would mean. A quote changes nothing, so it may be asked for any number of times. */
@RestController
@RequestMapping(path = "/api/v1/quotes", produces = MediaType.APPLICATION_JSON_VALUE)
class QuoteController {

    private final Quotes quotes;
    private final QuoteViews views;
    private final IdentityRules identityRules;
    private final UseCases useCases;
    private final CurrentCaller currentCaller;

    QuoteController(
            Quotes quotes,
            QuoteViews views,
            IdentityRules identityRules,
            UseCases useCases,
            CurrentCaller currentCaller) {
        this.quotes = quotes;
        this.views = views;
        this.identityRules = identityRules;
        this.useCases = useCases;
        this.currentCaller = currentCaller;
    }

    @PostMapping
    ResponseEntity<QuoteView> quote(HttpServletRequest request) {
        Caller caller = currentCaller.get();
        QuoteRequest asked = read(Fields.of(Bodies.json(request), new Faults()), caller);
        return answer(useCases.run(() -> quotes.quote(asked)), request);
    }

    @GetMapping("/{id}")
    ResponseEntity<QuoteView> get(@PathVariable String id, HttpServletRequest request) {
        return answer(
                quotes.get(currentCaller.get().tenantId(), Characters.isStorable(id) ? id : "")
                        .orElseThrow(() -> new ApiProblem(ProblemType.QUOTE_NOT_FOUND)),
                request);
    }

    private QuoteRequest read(Fields body, Caller caller) {
        body.need("subscriptionId");
        String subscriptionId = body.id("subscriptionId");
        DeclarationReader.Wish wish = DeclarationReader.wish(body);
        LocalDate declaredOn = body.date("declaredOn");
        DeclarationReader.Reason reason = DeclarationReader.reason(body);
        body.rejectOthers();
        body.faults().throwIfAny();
        String id = Objects.requireNonNull(subscriptionId);
        IdentityRules.Target target = new IdentityRules.Target(caller.tenantId(), id, null, null);
        DeclarationReader.requireScope(caller, identityRules.isNotToday(declaredOn, target));
        return new QuoteRequest(caller.tenantId(), id, wish.mode(), wish.date(), declaredOn, reason.code());
    }

    private ResponseEntity<QuoteView> answer(Quote quote, HttpServletRequest request) {
        Locale locale = Languages.of(request);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .body(views.view(quote, locale));
    }
}
