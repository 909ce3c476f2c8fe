package io.fairwell.api;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.Request;
import io.fairwell.security.CurrentCaller;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.Eta;
import io.fairwell.terms.RefundStatement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The written record of a declaration, for the customer to keep. */
@Controller
class ReceiptController {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss VV");

    private final CancellationCases cases;
    private final Subscriptions subscriptions;
    private final CaseViews views;
    private final QuoteViews quoteViews;
    private final ApiTexts texts;
    private final CurrentCaller caller;

    ReceiptController(
            CancellationCases cases,
            Subscriptions subscriptions,
            CaseViews views,
            QuoteViews quoteViews,
            ApiTexts texts,
            CurrentCaller caller) {
        this.cases = cases;
        this.subscriptions = subscriptions;
        this.views = views;
        this.quoteViews = quoteViews;
        this.texts = texts;
        this.caller = caller;
    }

    /** One line of the record. */
    record Fact(String label, String value) {}

    @GetMapping(path = CaseLinks.CASES + "/{number}/receipt", produces = MediaType.TEXT_HTML_VALUE)
    String receipt(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        CancellationCase c = cases.get(caller.get().tenantId(), number);
        Locale locale = CaseViews.locale(c, request);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("language", locale.toLanguageTag());
        model.addAttribute("title", texts.get(locale, "receipt.title"));
        model.addAttribute("statement", texts.get(locale, "receipt.statement"));
        model.addAttribute("facts", facts(c, locale));
        views.statement(c).ifPresent(statement -> addStatement(model, statement, c.refund(), locale));
        return "api/receipt";
    }

    private void addStatement(Model model, RefundStatement statement, Refund refund, Locale locale) {
        QuoteView.StatementView view = quoteViews.statement(statement, locale);
        model.addAttribute("refundTitle", texts.get(locale, "receipt.refund"));
        model.addAttribute(
                "headings",
                Stream.of("line", "formula", "rule", "legal-basis", "amount")
                        .map(heading -> texts.get(locale, "receipt." + heading))
                        .toList());
        model.addAttribute("lines", view.lines());
        model.addAttribute("versionLabel", texts.get(locale, "receipt.version"));
        model.addAttribute("total", view.refund().toString());
        model.addAttribute("totalLabel", texts.get(locale, "receipt." + total(refund)));
        if (statement.refund().isPositive()) {
            model.addAttribute("payment", payment(statement, locale));
        }
    }

    private static String total(Refund refund) {
        boolean decided = refund.state() != Refund.State.PENDING_APPROVAL;
        return decided && refund.compensation() != null ? "refund-and-compensation" : "refund-total";
    }

    private List<Fact> payment(RefundStatement statement, Locale locale) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact(locale, "route", quoteViews.route(statement, locale)));
        Eta eta = statement.eta();
        if (eta != null) {
            String days = eta.from().equals(eta.to())
                    ? eta.to().toString()
                    : texts.get(
                            locale,
                            "receipt.eta.between",
                            eta.from().toString(),
                            eta.to().toString());
            facts.add(fact(locale, "eta", days));
        }
        return facts;
    }

    private List<Fact> facts(CancellationCase c, Locale locale) {
        Request request = c.request();
        ZonedDateTime at = request.declaredAt().atZone(request.zone());
        List<Fact> facts = new ArrayList<>();
        facts.add(fact(locale, "number", c.number().value()));
        facts.add(fact(locale, "received-at", TIME.format(at)));
        facts.add(fact(locale, "declared-on", request.declaredOn().toString()));
        facts.add(fact(locale, "subscription", planName(c, locale)));
        facts.add(fact(locale, "customer", request.customerId()));
        String mode = "receipt.mode." + Slugs.of(request.mode());
        facts.add(fact(locale, "declared", texts.get(locale, mode, String.valueOf(request.wishedDate()))));
        facts.add(fact(locale, "channel", request.channel()));
        if (c.quote() != null) {
            facts.add(fact(locale, "effective-on", c.quote().effectiveOn().toString()));
        }
        if (request.isDraft()) {
            facts.add(fact(locale, "draft", texts.get(locale, "receipt.draft.text")));
        }
        return facts;
    }

    private Fact fact(Locale locale, String key, String value) {
        return new Fact(texts.get(locale, "receipt." + key), value);
    }

    private String planName(CancellationCase c, Locale locale) {
        String id = c.request().subscriptionId();
        return subscriptions
                .find(c.tenantId(), id)
                .map((Subscription s) -> s.planName()
                        .getOrDefault(locale.toLanguageTag(), s.planName().getOrDefault("en", s.planId())))
                .map(name -> name + " (" + id + ")")
                .orElse(id);
    }
}
