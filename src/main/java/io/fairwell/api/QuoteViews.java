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

    StatementView statement(RefundStatement statement, Locale locale) {
        return new StatementView(
                statement.method(),
                texts.lines(statement, locale).stream()
                        .map(line -> new LineView(
                                line.kind(),
                                line.name(),
                                line.amount(),
                                line.formula(),
                                line.rule(),
                                line.version(),
                                line.legalBasis()))
                        .toList(),
                statement.refund(),
                statement.route(),
                statement.eta());
    }

    String route(RefundStatement statement, Locale locale) {
        return texts.route(statement.route(), locale);
    }
}
