package io.fairwell.cancellation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The refund as decided, and how far it has got.
 *
 * @param quoted what the customer was shown
 * @param amount what is to be paid, the compensation included; equals {@code quoted} unless a reviewer changed it
 * @param compensation the part of {@code amount} that goes beyond the refund; null where there is none
 * @param preparedBy user who reviewed it; approval above the limit is never by the same user
 * @param reason why a reviewer changed or rejected the amount
 * @param legalBasis required with a rejection
 * @param eta by when the customer has the money, at the latest
 * @param progress where the payment has got
 */
public record Refund(
        State state,
        @Nullable Money quoted,
        @Nullable Money amount,
        @Nullable Money compensation,
        @Nullable String preparedBy,
        @Nullable String approvedBy,
        @Nullable String reason,
        @Nullable String legalBasis,
        @Nullable LocalDate eta,
        Progress progress) {

    /**
     * @param sentAt when it was handed to the payment gateway for the first time
     * @param paidAt when the gateway accepted it, or somebody paid it by hand
     * @param settledAt when the customer had the money, as far as we were told
     */
    public record Progress(
            @Nullable Instant sentAt,
            @Nullable Instant paidAt,
            @Nullable Instant settledAt) {

        static final Progress NONE = new Progress(null, null, null);

        Progress in(State state, Instant at) {
            Instant sent = sentAt == null ? at : sentAt;
            return new Progress(sent, state == State.PAID && paidAt == null ? at : paidAt, settledAt);
        }

        Progress settled(Instant at) {
            return new Progress(sentAt, paidAt, at);
        }
    }

    /** Cases stored before there was such a thing have no progress. */
    public Refund {
        progress = Objects.requireNonNullElse(progress, Progress.NONE);
    }

    /** Not yet handed to the gateway. */
    public Refund(
            State state,
            @Nullable Money quoted,
            @Nullable Money amount,
            @Nullable Money compensation,
            @Nullable String preparedBy,
            @Nullable String approvedBy,
            @Nullable String reason,
            @Nullable String legalBasis,
            @Nullable LocalDate eta) {
        this(state, quoted, amount, compensation, preparedBy, approvedBy, reason, legalBasis, eta, Progress.NONE);
    }

    public enum State {
        /** Nothing is to be paid back. */
        NONE,
        /** Somebody has to decide. */
        PENDING_APPROVAL,
        /** Decided; paid when the cancellation is carried out. */
        APPROVED,
        /** Handed to the payment gateway. */
        SENT,
        /** The gateway has not said what became of it. */
        UNKNOWN,
        /** The gateway has accepted it; the money is on its way or there. */
        PAID,
        /** A reviewer refused it, or the gateway did. */
        REJECTED
    }

    static final Refund NOTHING = new Refund(State.NONE, null, null, null, null, null, null, null, null);

    Refund in(State next) {
        return new Refund(
                next, quoted, amount, compensation, preparedBy, approvedBy, reason, legalBasis, eta, progress);
    }

    Refund with(Progress next) {
        return new Refund(state, quoted, amount, compensation, preparedBy, approvedBy, reason, legalBasis, eta, next);
    }

    /** The part of what was paid that goes back; null while nothing is quoted. */
    public @Nullable Money refundPart() {
        return amount == null || compensation == null ? amount : amount.minus(compensation);
    }

    /** What is to be paid or has been; nothing where it is refused, whatever stood there before. */
    public @Nullable Money payable() {
        return amount != null && isRefused() ? Money.zero(amount.getCurrencyUnit()) : amount;
    }

    /** A person refused it, or what it depended on did not happen; a gateway that refuses names no law. */
    public boolean isRefused() {
        return state == State.REJECTED && legalBasis != null;
    }

    /** Whether the review left the customer with less than they were shown; a rejected claim on nothing did not. */
    public boolean isSmallerThanQuoted() {
        return quoted != null
                && quoted.isPositive()
                && (state == State.REJECTED || (amount != null && amount.isLessThan(quoted)));
    }
}
