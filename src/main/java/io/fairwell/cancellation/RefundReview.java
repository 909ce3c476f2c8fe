package io.fairwell.cancellation;

import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.Refund.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
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
        return new Refund(State.PENDING_APPROVAL, shown, quote.refund(), null, null, null, null, null, null);
    }

    static Refund prepared(Refund refund, QuoteTerms quote, RefundProposal proposal, RefundProposal.Limits limits) {
        requireWithin(proposal.refund(), limits.refund(), Why.AMOUNT_OUT_OF_BOUNDS);
        if (proposal.isCompensated()) {
            requireCompensation(Objects.requireNonNull(proposal.compensation()), limits.compensation());
        }
        boolean adjusted = proposal.isCompensated() || !proposal.refund().equals(quote.refund());
        if (adjusted && isBlank(proposal.reason())) {
            throw new DecisionRefused(Why.REASON_MISSING, "");
        }
        return new Refund(
                State.PENDING_APPROVAL,
                refund.quoted(),
                proposal.total(),
                proposal.isCompensated() ? proposal.compensation() : null,
                proposal.by(),
                null,
                adjusted ? proposal.reason() : null,
                null,
                null);
    }

    private static void requireCompensation(Money compensation, @Nullable Money limit) {
        if (limit == null) {
            throw new DecisionRefused(Why.COMPENSATION_WITHOUT_CLAIM, "");
        }
        requireWithin(compensation, limit, Why.COMPENSATION_OUT_OF_BOUNDS);
    }

    private static void requireWithin(Money amount, Money limit, Why otherwise) {
        if (amount.isNegative() || !amount.isSameCurrency(limit) || amount.isGreaterThan(limit)) {
            throw new DecisionRefused(otherwise, limit.toString());
        }
    }

    /** For the timeline. */
    static Map<String, String> details(Refund refund) {
        String amount = String.valueOf(refund.amount());
        return refund.compensation() == null
                ? Map.of("amount", amount)
                : Map.of("amount", amount, "compensation", refund.compensation().toString());
    }

    static Refund approved(Refund refund, String by) {
        requireOtherThan(refund.preparedBy(), by);
        // A prepared rejection carries its legal basis; approving it makes it final.
        State next = refund.legalBasis() == null ? State.APPROVED : State.REJECTED;
        return new Refund(
                next,
                refund.quoted(),
                refund.amount(),
                refund.compensation(),
                refund.preparedBy(),
                by,
                refund.reason(),
                refund.legalBasis(),
                null);
    }

    /** Also by the one who prepared it: taking back one's own proposal decides nothing. */
    static Refund sentBack(QuoteTerms quote, String reason) {
        if (isBlank(reason)) {
            throw new DecisionRefused(Why.REASON_MISSING, "");
        }
        Refund again = pending(quote);
        return new Refund(again.state(), again.quoted(), again.amount(), null, null, null, reason, null, null);
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
                null,
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
                refund.compensation(),
                refund.preparedBy(),
                refund.approvedBy(),
                reason,
                legalBasis,
                null);
    }

    static Refund progressed(Refund refund, State state, @Nullable LocalDate eta, Instant at) {
        return new Refund(
                state,
                refund.quoted(),
                refund.amount(),
                refund.compensation(),
                refund.preparedBy(),
                refund.approvedBy(),
                refund.reason(),
                refund.legalBasis(),
                eta == null ? refund.eta() : eta,
                refund.progress().in(state, at));
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
