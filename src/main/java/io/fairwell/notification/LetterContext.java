package io.fairwell.notification;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.Request;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.MoreCycles;
import io.fairwell.terms.Places;
import io.fairwell.terms.Quote;
import io.fairwell.terms.RefundStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a letter may tell of.
 *
 * @param quote null before there is one
 * @param statement the quote's, or that of the decision which took its place
 * @param facts what only the sender of the letter knows
 * @param timeline of the case, oldest first
 * @param newer the request that took the place of this one
 * @param link the customer's page of this case, or of the newer one
 */
record LetterContext(
        CancellationCase cancellation,
        Subscription subscription,
        @Nullable Quote quote,
        @Nullable RefundStatement statement,
        Contact contact,
        Map<String, String> facts,
        List<CaseEvent> timeline,
        @Nullable CancellationCase newer,
        String link,
        Instant now) {

    Locale locale() {
        return Locale.forLanguageTag(cancellation.request().locale());
    }

    /** @throws IllegalArgumentException when the sender of the letter has forgotten it */
    String fact(LetterKind kind, String name) {
        String value = facts.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(kind + " needs the fact " + name);
        }
        return value;
    }

    boolean isDraft() {
        return cancellation.request().isDraft();
    }

    boolean awaits(Awaiting.What what) {
        Awaiting awaiting = cancellation.awaiting();
        return awaiting != null && awaiting.what() == what;
    }

    /** Until when the customer's answer counts: as the sender says, else as the case says. */
    Optional<Instant> until() {
        String given = facts.get("until");
        Awaiting awaiting = cancellation.awaiting();
        return given != null
                ? Optional.of(Instant.parse(given))
                : Optional.ofNullable(awaiting).map(Awaiting::until);
    }

    /** Until when the request can be taken back, where that is still to come. */
    Optional<Instant> undoUntil() {
        return Optional.ofNullable(cancellation.effectiveAt())
                .filter(now::isBefore)
                .filter(at -> cancellation.status().isUndoable());
    }

    boolean isEffectiveDateKnown() {
        return cancellation.quote() != null;
    }

    /** The last day on which the customer has the service. */
    Optional<LocalDate> lastDay() {
        return lastDay(cancellation);
    }

    /** As {@link #lastDay}, by the request that took the place of this one; empty until that is worked out. */
    Optional<LocalDate> newLastDay() {
        return Optional.ofNullable(newer).flatMap(LetterContext::lastDay);
    }

    private static Optional<LocalDate> lastDay(CancellationCase some) {
        return Optional.ofNullable(some.quote())
                .map(q -> q.immediate() ? q.effectiveOn() : q.effectiveOn().minusDays(1));
    }

    /** Now, where the customer has the service. */
    LocalDate today() {
        return LocalDate.ofInstant(now, cancellation.request().zone());
    }

    boolean happened(CaseEvent.Kind kind) {
        return timeline.stream().anyMatch(event -> event.kind() == kind);
    }

    /** What the customer was told before the quote changed. */
    Optional<Money> refundBefore() {
        Optional<String> onTimeline = timeline.stream()
                .filter(event -> event.kind() == CaseEvent.Kind.QUOTE_CHANGED)
                .reduce((earlier, later) -> later)
                .flatMap(event -> Optional.ofNullable(event.details().get("before")));
        return Optional.ofNullable(facts.get("before")).or(() -> onTimeline).map(Money::parse);
    }

    /** What the customer was shown before their own use made the refund smaller. */
    Optional<Money> shownRefund() {
        return Optional.ofNullable(cancellation.quote()).flatMap(q -> Optional.ofNullable(q.shownRefund()));
    }

    /** Billing periods that are still charged. */
    Optional<MoreCycles> moreCycles() {
        return MoreCycles.of(quote, cancellation.request());
    }

    /** Whether the terms do not let it end when the customer asked for, and no charge until then tells of that. */
    boolean isLaterThanWished() {
        QuoteTerms quoted = cancellation.quote();
        if (quoted == null || moreCycles().isPresent()) {
            return false;
        }
        Request request = cancellation.request();
        LocalDate wished = request.wishedDate();
        return switch (request.mode()) {
            case IMMEDIATE -> !quoted.immediate();
            case DATE -> wished != null && quoted.effectiveOn().isAfter(wished);
            case PERIOD_END -> false;
        };
    }

    /** Whether people have yet to find an amount: what is quoted until then is no answer. */
    boolean isRefundOpen() {
        Refund.State state = cancellation.refund().state();
        return quote != null
                && quote.statement().method().equals("REVIEW")
                && (state == Refund.State.NONE || state == Refund.State.PENDING_APPROVAL);
    }

    /** Elsewhere there is something to do at once, and nothing of it can be taken back here. */
    boolean isUndoPromised() {
        return !isDraft() && Places.of(where(), subscription.channel()).equals("HERE");
    }

    /** HERE, PARTNER, RESELLER or STORE. */
    String where() {
        String given = facts.get("where");
        if (given != null) {
            return given;
        }
        return cancellation.quote() == null ? "HERE" : cancellation.quote().where();
    }

    /** What is to be paid back as things stand: as decided, else as quoted. */
    Optional<Money> refundAmount() {
        Refund refund = cancellation.refund();
        if (refund.state() != Refund.State.NONE && refund.payable() != null) {
            return Optional.of(refund.payable());
        }
        return Optional.ofNullable(cancellation.quote()).map(q -> q.refund());
    }

    boolean isRefundExpected() {
        return refundAmount().filter(Money::isPositive).isPresent();
    }

    /** Refused with a legal basis: by a person, or because goods did not come back. A gateway leaves none. */
    boolean isRefundRefused() {
        return cancellation.refund().isRefused();
    }

    @Override
    public String toString() {
        return "LetterContext[" + cancellation.number() + "]";
    }
}
