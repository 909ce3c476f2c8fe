package io.fairwell.notification;

import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.Refund;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.Quote;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a letter may tell of.
 *
 * @param quote null before there is one
 * @param facts what only the sender of the letter knows
 * @param stoppedBySupport whether it was support, not the customer, that ended the case
 * @param link the customer's page of this case
 */
record LetterContext(
        CancellationCase cancellation,
        Subscription subscription,
        @Nullable Quote quote,
        Contact contact,
        Map<String, String> facts,
        boolean stoppedBySupport,
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
        return Optional.ofNullable(cancellation.quote())
                .map(q -> q.immediate() ? q.effectiveOn() : q.effectiveOn().minusDays(1));
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
        if (refund.state() != Refund.State.NONE && refund.amount() != null) {
            return Optional.of(refund.amount());
        }
        return Optional.ofNullable(cancellation.quote()).map(q -> q.refund());
    }

    boolean isRefundExpected() {
        return refundAmount().filter(Money::isPositive).isPresent();
    }

    /** A person refused it; a gateway that refused leaves no legal basis. */
    boolean isRefundRefusedByReview() {
        Refund refund = cancellation.refund();
        return refund.state() == Refund.State.REJECTED && refund.legalBasis() != null;
    }

    @Override
    public String toString() {
        return "LetterContext[" + cancellation.number() + "]";
    }
}
