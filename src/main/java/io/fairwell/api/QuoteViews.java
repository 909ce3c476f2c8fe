package io.fairwell.api;

import io.fairwell.api.QuoteView.ImpactView;
import io.fairwell.api.QuoteView.LineView;
import io.fairwell.api.QuoteView.StatementView;
import io.fairwell.terms.Quote;
import io.fairwell.terms.QuoteTexts;
import io.fairwell.terms.RefundStatement;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Puts quotes into words. */
@Component
class QuoteViews {

    private final QuoteTexts texts;

    QuoteViews(QuoteTexts texts) {
        this.texts = texts;
    }

    QuoteView view(Quote quote, Locale locale) {
        return new QuoteView(
                quote.quoteId(),
                quote.hash(),
                quote.validUntil(),
                quote.effectiveOn(),
                quote.basis(),
                quote.where(),
                quote.nextCharge(),
                quote.impact().stream()
                        .map(impact -> new ImpactView(impact.kind(), texts.impact(impact, locale)))
                        .toList(),
                statement(quote.statement(), locale),
                quote.decisions());
    }

    private StatementView statement(RefundStatement statement, Locale locale) {
        return new StatementView(
                statement.method(),
                statement.lines().stream()
                        .map(line -> new LineView(
                                line.kind(),
                                line.amount(),
                                texts.formula(line.formula(), locale),
                                line.rule(),
                                texts.legalBasis(line.legalBasis(), locale)))
                        .toList(),
                statement.refund(),
                statement.route(),
                statement.eta());
    }
}
