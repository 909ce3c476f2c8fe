package io.fairwell.cancellation;

import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.Refund.State;
import java.time.LocalDate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The rules of a refund decision: bounds, reasons and four eyes. */
final class RefundReview {

    private RefundReview() {}

    /** Not decided yet. Only a refund smaller than the one shown before says something already: what was shown. */
    static Refund open(QuoteTerms quote) {
        return quote.shownRefund() == null ? Refund.NOTHING : pending(quote).in(State.NONE);
    }

    static Refund pending(QuoteTerms quote) {
        Money shown = quote.shownRefund() == null ? quote.refund() : quote.shownRefund();
        return new Refund(State.PENDING_APPROVAL, shown, quote.refund(), null, null, null, null, null);
    }

    static Refund prepared(Refund refund, Money amount, Money limit, @Nullable String reason, String by) {
        if (amount.isNegative()
                || !amount.getCurrencyUnit().equals(limit.getCurrencyUnit())
                || amount.isGreaterThan(limit)) {
            throw new DecisionRefused(Why.AMOUNT_OUT_OF_BOUNDS, limit.toString());
        }
        boolean adjusted = !amount.equals(refund.quoted());
        if (adjusted && isBlank(reason)) {
            throw new DecisionRefused(Why.REASON_MISSING, "");
        }
        return new Refund(
                State.PENDING_APPROVAL, refund.quoted(), amount, by, null, adjusted ? reason : null, null, null);
    }

    static Refund approved(Refund refund, String by) {
        requireOtherThan(refund.preparedBy(), by);
        // A prepared rejection carries its legal basis; approving it makes it final.
        State next = refund.legalBasis() == null ? State.APPROVED : State.REJECTED;
        return new Refund(
                next,
                refund.quoted(),
                refund.amount(),
                refund.preparedBy(),
                by,
                refund.reason(),
                refund.legalBasis(),
                null);
    }

    /** Also by the one who prepared it: taking back one's own proposal decides nothing. */
    static Refund sentBack(Refund refund, String reason) {
        if (isBlank(reason)) {
            throw new DecisionRefused(Why.REASON_MISSING, "");
        }
        return new Refund(State.PENDING_APPROVAL, refund.quoted(), refund.quoted(), null, null, reason, null, null);
    }

    static Refund rejected(
            Refund refund, String by, @Nullable String reason, @Nullable String legalBasis, boolean second) {
        if (isBlank(reason)) {
            throw new DecisionRefused(Why.REASON_MISSING, "");
        }
        if (isBlank(legalBasis)) {
            throw new DecisionRefused(Why.LEGAL_BASIS_MISSING, "");
        }
        Money quoted = refund.quoted();
        return new Refund(
                second ? State.PENDING_APPROVAL : State.REJECTED,
                quoted,
                quoted == null ? null : Money.zero(quoted.getCurrencyUnit()),
                by,
                null,
                reason,
                legalBasis,
                null);
    }

    static Refund forfeited(Refund refund, String reason, String legalBasis) {
        return new Refund(
                State.REJECTED,
                refund.quoted(),
                refund.amount(),
                refund.preparedBy(),
                refund.approvedBy(),
                reason,
                legalBasis,
                null);
    }

    static Refund progressed(Refund refund, State state, @Nullable LocalDate eta) {
        return new Refund(
                state,
                refund.quoted(),
                refund.amount(),
                refund.preparedBy(),
                refund.approvedBy(),
                refund.reason(),
                refund.legalBasis(),
                eta == null ? refund.eta() : eta);
    }

    private static void requireOtherThan(@Nullable String preparedBy, String by) {
        if (by.equals(preparedBy)) {
            throw new DecisionRefused(Why.SAME_PERSON, by);
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
