package io.fairwell.dispute;

import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CaseNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One dispute, from the customer's words to the one answer. Immutable; every method that changes something checks the
 * state it starts from.
 *
 * @param number within the case, from 1
 * @param turn who has to act, by when; null when the dispute is decided
 * @param proposedBy user whose proposal needs the agreement of somebody else
 * @param answer the proposal while {@code decidedBy} is null, then the decision
 * @param eta by when the customer has the money, at the latest
 */
public record Dispute(
        String tenantId,
        CaseNumber caseNumber,
        int number,
        Claim claim,
        State state,
        @Nullable Turn turn,
        @Nullable Answer answer,
        @Nullable String proposedBy,
        @Nullable String decidedBy,
        Payment payment,
        @Nullable LocalDate eta,
        Instant receivedAt,
        @Nullable Instant answeredAt) {

    public enum State {
        /** Recorded; nobody has it yet. */
        RECEIVED,
        /** Support answers. */
        WITH_SUPPORT,
        /** A supervisor decides. */
        WITH_SUPERVISOR,
        /** Decided; what was granted is being paid. */
        DECIDED,
        /** Final: the customer has been told. */
        ANSWERED
    }

    /** How far the granted money has got. */
    public enum Payment {
        /** Nothing is to be paid, or nothing is decided. */
        NONE,
        /** To be paid. */
        DUE,
        /** The gateway has not said what became of it. */
        UNKNOWN,
        /** The gateway has accepted it, or a person found that it was paid. */
        PAID,
        /** The gateway refused it; support has to find another way. */
        FAILED
    }

    /** @param until when the work is due */
    public record Turn(Who who, @Nullable Instant until) {}

    static Dispute received(String tenantId, CaseNumber caseNumber, int number, Claim claim, Instant at) {
        return new Dispute(
                tenantId,
                caseNumber,
                number,
                claim,
                State.RECEIVED,
                null,
                null,
                null,
                null,
                Payment.NONE,
                null,
                at,
                null);
    }

    public boolean isOpen() {
        return state != State.ANSWERED;
    }

    /** What was decided; a proposal is nobody's business but that of the people who decide. */
    public Optional<Answer> decision() {
        return decidedBy == null ? Optional.empty() : Optional.ofNullable(answer);
    }

    public Optional<Answer> proposal() {
        return decidedBy == null ? Optional.ofNullable(answer) : Optional.empty();
    }

    Dispute withSupport(Instant until) {
        require(State.RECEIVED);
        return with(State.WITH_SUPPORT, new Turn(Who.SUPPORT, until), answer, proposedBy, decidedBy, payment, eta);
    }

    Dispute withSupervisor(Instant until) {
        require(State.WITH_SUPPORT, State.WITH_SUPERVISOR);
        return with(
                State.WITH_SUPERVISOR, new Turn(Who.SUPERVISOR, until), answer, proposedBy, decidedBy, payment, eta);
    }

    /** A person's answer that needs somebody else's agreement. */
    Dispute proposed(Answer proposal, String by) {
        require(State.WITH_SUPPORT, State.WITH_SUPERVISOR);
        return with(state, turn, proposal, by, null, payment, eta);
    }

    Dispute decided(Answer decision, String by) {
        require(State.WITH_SUPPORT, State.WITH_SUPERVISOR);
        Payment next = decision.granted().isPositive() ? Payment.DUE : Payment.NONE;
        return with(State.DECIDED, null, decision, proposedBy, by, next, eta);
    }

    /** Whether somebody else has proposed to give at least as much. */
    boolean isAgreedBySomebodyElse(Answer decision, String by) {
        return proposedBy != null
                && !proposedBy.equals(by)
                && proposal()
                        .filter(p -> !p.granted().isLessThan(decision.granted()))
                        .isPresent();
    }

    /** @param turnNow who has to find out what became of the money; null where nobody has */
    Dispute progressed(Payment next, @Nullable Turn turnNow, @Nullable LocalDate etaNow) {
        require(State.DECIDED);
        return with(state, turnNow, answer, proposedBy, decidedBy, next, etaNow == null ? eta : etaNow);
    }

    Dispute answered(Instant at) {
        require(State.DECIDED);
        return new Dispute(
                tenantId,
                caseNumber,
                number,
                claim,
                State.ANSWERED,
                null,
                answer,
                proposedBy,
                decidedBy,
                payment,
                eta,
                receivedAt,
                at);
    }

    private void require(State... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw new IllegalStateException("dispute " + number + " of case " + caseNumber + " is " + state);
        }
    }

    private Dispute with(
            State nextState,
            @Nullable Turn nextTurn,
            @Nullable Answer nextAnswer,
            @Nullable String nextProposedBy,
            @Nullable String nextDecidedBy,
            Payment nextPayment,
            @Nullable LocalDate nextEta) {
        return new Dispute(
                tenantId,
                caseNumber,
                number,
                claim,
                nextState,
                nextTurn,
                nextAnswer,
                nextProposedBy,
                nextDecidedBy,
                nextPayment,
                nextEta,
                receivedAt,
                answeredAt);
    }
}
