package io.fairwell.api;

import io.fairwell.api.CaseView.OfferView;
import io.fairwell.api.CaseView.ReasonView;
import io.fairwell.api.CaseView.RefundView;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.Request;
import io.fairwell.dispute.Disputes;
import io.fairwell.terms.CaseStatements;
import io.fairwell.terms.Quote;
import io.fairwell.terms.Quotes;
import io.fairwell.terms.RefundStatement;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Puts cases into words. */
@Component
class CaseViews {

    private final Quotes quotes;
    private final QuoteViews quoteViews;
    private final CaseStatements statements;
    private final Disputes disputes;
    private final ApiTexts texts;

    CaseViews(Quotes quotes, QuoteViews quoteViews, CaseStatements statements, Disputes disputes, ApiTexts texts) {
        this.quotes = quotes;
        this.quoteViews = quoteViews;
        this.statements = statements;
        this.disputes = disputes;
        this.texts = texts;
    }

    /** The language that was asked for, else that of the case. */
    static Locale locale(CancellationCase c, HttpServletRequest request) {
        return Languages.asked(request)
                .orElseGet(() -> Locale.forLanguageTag(c.request().locale()));
    }

    ResponseEntity<?> answer(CancellationCase c, HttpServletRequest request) {
        Locale locale = locale(c, request);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .body(view(c, locale));
    }

    CaseView view(CancellationCase c, Locale locale) {
        Request request = c.request();
        QuoteTerms terms = c.quote();
        return new CaseView(
                c.number().value(),
                request.subscriptionId(),
                request.customerId(),
                c.status(),
                request.declaredAt(),
                terms == null ? null : terms.effectiveOn(),
                quote(c).map(quote -> quoteViews.view(quote, locale)).orElse(null),
                c.endedAt() == null ? c.awaiting() : null,
                c.renewal(),
                refund(c.refund()),
                offer(c.offer(), locale),
                c.status().isFinal() ? c.status() : null,
                c.rejection(),
                request.reason() == null ? null : new ReasonView(request.reason()),
                dispute(c),
                links(c));
    }

    private @Nullable DisputeView dispute(CancellationCase c) {
        return disputes.latest(c.number())
                .map(d -> DisputeView.of(d, disputes.authority(c.number()).orElse(null)))
                .orElse(null);
    }

    private Map<String, String> links(CancellationCase c) {
        Map<String, String> links = CaseLinks.of(c);
        if (!disputes.possible(c).isEmpty()) {
            links.put("dispute", CaseLinks.self(c) + "/dispute");
        }
        return links;
    }

    Optional<Quote> quote(CancellationCase c) {
        QuoteTerms terms = c.quote();
        return terms == null ? Optional.empty() : quotes.get(c.tenantId(), terms.quoteId());
    }

    /** What is paid, line by line, as decided. */
    Optional<RefundStatement> statement(CancellationCase c) {
        return statements.decided(c);
    }

    static RefundView refund(Refund refund) {
        return new RefundView(refund.state(), refund.payable(), refund.compensation(), refund.eta(), refund.progress());
    }

    private @Nullable OfferView offer(@Nullable Offer offer, Locale locale) {
        return offer == null
                ? null
                : new OfferView(
                        offer.kind(),
                        texts.get(
                                locale,
                                "offer." + offer.kind().name().toLowerCase(Locale.ROOT),
                                offer.percent(),
                                offer.cycles()),
                        offer.state());
    }
}
