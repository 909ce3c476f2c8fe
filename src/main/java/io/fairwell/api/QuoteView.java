package io.fairwell.api;

import io.fairwell.subscription.PaymentRoute;
import io.fairwell.terms.Basis;
import io.fairwell.terms.DecisionRef;
import io.fairwell.terms.Eta;
import io.fairwell.terms.ImpactKind;
import io.fairwell.terms.LineKind;
import io.fairwell.terms.NextCharge;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A quote as callers see it, in the words of one language. */
record QuoteView(
        String quoteId,
        String hash,
        Instant validUntil,
        LocalDate effectiveOn,
        Basis basis,
        String where,
        @Nullable NextCharge nextCharge,
        List<ImpactView> impact,
        StatementView statement,
        List<DecisionRef> decisions) {

    record ImpactView(ImpactKind kind, String text) {}

    record StatementView(
            String method,
            List<LineView> lines,
            Money refund,
            PaymentRoute route,
            @Nullable Eta eta) {}

    /**
     * @param text the kind in words
     * @param version of the decision table; 0 where it is not known
     */
    record LineView(
            LineKind kind, String text, Money amount, String formula, String rule, int version, String legalBasis) {}
}
