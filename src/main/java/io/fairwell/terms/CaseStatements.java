package io.fairwell.terms;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Refund;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The refund statement of a case, the one object that everybody is shown. */
@Component
public class CaseStatements {

    /** For statements of a time when the table's answer was not kept. */
    private static final DecisionRef UNKNOWN_REVIEW = new DecisionRef("review-routing", 0, "-");

    /** Where the law a reviewer named can be read; a reviewer's own words stay out of the engine. */
    private static final String IN_THE_CASE = "IN_THE_CASE";

    private final Quotes quotes;
    private final CaseDecisions decisions;

    CaseStatements(Quotes quotes, CaseDecisions decisions) {
        this.quotes = quotes;
        this.decisions = decisions;
    }

    /** What the customer is told: a reviewer's proposal counts once it is approved. @return empty before the quote */
    public Optional<RefundStatement> decided(CancellationCase running) {
        Refund refund = running.refund();
        return refund.state() == Refund.State.PENDING_APPROVAL ? quoted(running) : with(refund, running);
    }

    /** What support works on: a reviewer's proposal is shown as if it were approved. @return empty before the quote */
    public Optional<RefundStatement> proposed(CancellationCase running) {
        return with(running.refund(), running);
    }

    /** As {@link #proposed}, without anything that a person has written. */
    public Optional<RefundStatement> withoutWords(CancellationCase running) {
        Refund refund = running.refund();
        return with(
                new Refund(
                        refund.state(),
                        refund.quoted(),
                        refund.amount(),
                        refund.compensation(),
                        null,
                        null,
                        null,
                        refund.legalBasis() == null ? null : IN_THE_CASE,
                        refund.eta()),
                running);
    }

    private Optional<RefundStatement> with(Refund refund, CancellationCase running) {
        return quoted(running).map(quoted -> DecidedStatement.of(quoted, refund, review(running)));
    }

    /** What was worked out by rule, before anybody decided. @return empty before the quote */
    public Optional<RefundStatement> quoted(CancellationCase running) {
        QuoteTerms terms = running.quote();
        return terms == null
                ? Optional.empty()
                : quotes.get(running.tenantId(), terms.quoteId()).map(CaseStatements::withVersions);
    }

    private DecisionRef review(CancellationCase running) {
        return decisions
                .latest(running.number(), UNKNOWN_REVIEW.decision())
                .map(Decision::reference)
                .orElse(UNKNOWN_REVIEW);
    }

    /** Statements of an earlier Fairwell leave the versions of their rules to the quote around them. */
    private static RefundStatement withVersions(Quote quote) {
        RefundStatement statement = quote.statement();
        List<StatementLine> lines = statement.lines().stream()
                .map(line -> line.version() == 0 ? line.in(quote.decisions()) : line)
                .toList();
        return new RefundStatement(statement.method(), lines, statement.refund(), statement.route(), statement.eta());
    }
}
