package io.fairwell.terms;

import io.fairwell.cancellation.Refund;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The statement of what is paid: the quote's own while nobody has changed it, else one whose lines are those of the
 * decision. Its lines sum to what is paid.
 */
final class DecidedStatement {

    /** Codes of legal bases that begin so are Chinese law. */
    private static final String CHINESE_LAW = "CN_";

    private final RefundStatement quoted;
    private final Refund decided;
    private final DecisionRef review;
    private final List<StatementLine> lines = new ArrayList<>();

    private DecidedStatement(RefundStatement quoted, Refund decided, DecisionRef review) {
        this.quoted = quoted;
        this.decided = decided;
        this.review = review;
    }

    /**
     * @param decided the refund as decided, or as proposed where that is to be shown
     * @param review the rule that had people decide
     */
    static RefundStatement of(RefundStatement quoted, Refund decided, DecisionRef review) {
        Money amount = decided.amount();
        if (decided.state() == Refund.State.NONE || amount == null) {
            return quoted;
        }
        DecidedStatement statement = new DecidedStatement(quoted, decided, review);
        if (decided.legalBasis() != null) {
            return statement.refused(decided.legalBasis(), amount.isPositive());
        }
        return amount.equals(quoted.refund()) && decided.compensation() == null ? quoted : statement.changed(amount);
    }

    /** @param forfeited nobody refused it: what it depended on, the return of goods, did not happen */
    private RefundStatement refused(String legalBasis, boolean forfeited) {
        Money nothing = Money.zero(quoted.refund().getCurrencyUnit());
        if (forfeited) {
            StatementLine base = base();
            add(new StatementLine(
                    LineKind.BASE,
                    nothing,
                    new Formula("base.return.missing", List.of()),
                    base.rule(),
                    base.version(),
                    legalBasis));
        } else {
            add(LineKind.BASE, nothing, formula("review.rejected", plain(quoted.refund())), legalBasis);
        }
        return statement(nothing, null);
    }

    private RefundStatement changed(Money amount) {
        Money refund = Objects.requireNonNull(decided.refundPart());
        Money compensation = decided.compensation();
        if (refund.equals(quoted.refund())) {
            lines.addAll(quoted.lines());
        } else {
            boolean leftToReview = base().formula().key().equals("base.review");
            Formula formula = leftToReview
                    ? formula("review.decided", base().formula().arguments().get(0))
                    : formula("review.adjusted", plain(quoted.refund()));
            add(LineKind.BASE, refund, formula, base().legalBasis());
        }
        if (compensation != null) {
            String law = base().legalBasis().startsWith(CHINESE_LAW) ? "CN_CONSUMER_55" : "NOT_AS_PROMISED";
            add(LineKind.COMPENSATION, compensation, formula("review.compensation", plain(compensation)), law);
        }
        return statement(amount, amount.isZero() ? null : eta());
    }

    /** Once it is paid, the day on which the money is there at the latest. */
    private @Nullable Eta eta() {
        return decided.eta() == null ? quoted.eta() : new Eta(decided.eta(), decided.eta());
    }

    private RefundStatement statement(Money paid, @Nullable Eta eta) {
        return new RefundStatement(quoted.method(), List.copyOf(lines), paid, quoted.route(), eta);
    }

    /** A reviewer's reason stands with the amount it explains. */
    private Formula formula(String key, String amount) {
        String reason = decided.reason();
        return reason == null || reason.isBlank()
                ? new Formula(key, List.of(amount))
                : new Formula(key + ".because", List.of(amount, reason));
    }

    private void add(LineKind kind, Money amount, Formula formula, String legalBasis) {
        add(new StatementLine(kind, amount, formula, review.label(), review.version(), legalBasis));
    }

    private void add(StatementLine line) {
        lines.add(line);
    }

    private StatementLine base() {
        return quoted.lines().get(0);
    }

    private static String plain(Money money) {
        return money.getAmount().toPlainString();
    }
}
