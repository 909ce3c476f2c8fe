package io.fairwell.desk;

import io.fairwell.cancellation.Request;
import io.fairwell.terms.LineKind;
import io.fairwell.terms.MoreCycles;
import io.fairwell.terms.Quote;
import io.fairwell.terms.QuoteTexts;
import io.fairwell.terms.RefundStatement;
import io.fairwell.terms.WrittenLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quote in words: what changes, and the refund line by line.
 *
 * @param nextCharge what is still charged before the end, and why; null where nothing is
 * @param compensated whether something beyond the refund is paid
 * @param eta null where nothing is paid
 */
record StatementView(
        String quoteId,
        String basis,
        String where,
        String effectiveOn,
        @Nullable String nextCharge,
        String method,
        List<String> impact,
        List<Line> lines,
        String refund,
        String route,
        @Nullable String eta,
        boolean nothingDue,
        boolean compensated) {

    /**
     * @param version of the decision table; empty where the quote does not say
     * @param deduction whether it takes away
     */
    record Line(
            String kind,
            String formula,
            String amount,
            boolean deduction,
            String rule,
            String version,
            String legalBasis) {}

    /**
     * @param statement the quote's, or that of the decision which took its place
     * @param request whose wish may be the reason why more is charged
     */
    static StatementView of(Quote quote, RefundStatement statement, Request request, QuoteTexts texts, Words words) {
        return new StatementView(
                quote.quoteId(),
                words.name(quote.basis()),
                words.text("where." + quote.where()),
                effectiveOn(quote, words),
                MoreCycles.of(quote, request)
                        .map(more -> moreCharges(more, words))
                        .orElse(null),
                texts.method(statement.method(), words.locale()),
                quote.impact().stream()
                        .map(impact -> texts.impact(impact, words.locale()))
                        .toList(),
                texts.lines(statement, words.locale()).stream()
                        .map(line -> line(line, words))
                        .toList(),
                words.money(statement.refund()),
                words.name(statement.route()),
                statement.eta() == null ? null : eta(statement, words),
                statement.refund().isZero(),
                statement.lines().stream().anyMatch(line -> line.kind() == LineKind.COMPENSATION));
    }

    private static String moreCharges(MoreCycles more, Words words) {
        return words.text(
                "moreCharges." + (more.wished() ? "wish" : "notice") + (more.isOne() ? ".one" : ".many"),
                words.money(more.each()),
                words.date(more.first()),
                more.count());
    }

    private static String effectiveOn(Quote quote, Words words) {
        return words.text(
                quote.immediate() ? "effective.lastDay" : "effective.firstDayWithout", words.date(quote.effectiveOn()));
    }

    private static @Nullable String eta(RefundStatement statement, Words words) {
        if (statement.eta() == null) {
            return null;
        }
        return statement.eta().from().equals(statement.eta().to())
                ? words.date(statement.eta().to())
                : words.text(
                        "eta.between",
                        words.date(statement.eta().from()),
                        words.date(statement.eta().to()));
    }

    private static Line line(WrittenLine line, Words words) {
        return new Line(
                line.name(),
                line.formula(),
                words.money(line.amount()),
                line.amount().isNegative(),
                line.rule(),
                line.version() == 0 ? "" : Integer.toString(line.version()),
                line.legalBasis());
    }
}
