package io.fairwell.desk;

import io.fairwell.cancellation.Request;
import io.fairwell.terms.DecisionRef;
import io.fairwell.terms.MoreCycles;
import io.fairwell.terms.Quote;
import io.fairwell.terms.QuoteTexts;
import io.fairwell.terms.RefundStatement;
import io.fairwell.terms.StatementLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quote in words: what changes, and the refund line by line.
 *
 * @param nextCharge what is still charged before the end, and why; null where nothing is
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
        boolean nothingDue) {

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

    /** @param request whose wish may be the reason why more is charged */
    static StatementView of(Quote quote, Request request, QuoteTexts texts, Words words) {
        RefundStatement statement = quote.statement();
        return new StatementView(
                quote.quoteId(),
                words.name(quote.basis()),
                words.text("where." + quote.where()),
                effectiveOn(quote, words),
                MoreCycles.of(quote, request)
                        .map(more -> moreCharges(more, words))
                        .orElse(null),
                words.textOr("method." + statement.method(), statement.method()),
                quote.impact().stream()
                        .map(impact -> texts.impact(impact, words.locale()))
                        .toList(),
                statement.lines().stream()
                        .map(line -> line(line, quote.decisions(), texts, words))
                        .toList(),
                words.money(statement.refund()),
                words.name(statement.route()),
                statement.eta() == null ? null : eta(statement, words),
                statement.refund().isZero());
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

    private static Line line(StatementLine line, List<DecisionRef> decisions, QuoteTexts texts, Words words) {
        return new Line(
                words.name(line.kind()),
                texts.formula(line.formula(), words.locale()),
                words.money(line.amount()),
                line.amount().isNegative(),
                line.rule(),
                version(line.rule(), decisions),
                line.legalBasis().isBlank() ? "" : texts.legalBasis(line.legalBasis(), words.locale()));
    }

    private static String version(String rule, List<DecisionRef> decisions) {
        return decisions.stream()
                .filter(ref -> rule.equals(ref.decision() + "#" + ref.rule()))
                .map(ref -> Integer.toString(ref.version()))
                .findFirst()
                .orElse("");
    }
}
