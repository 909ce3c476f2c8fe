package io.fairwell.dispute;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.Refund;
import io.fairwell.dispute.Claim.About;
import io.fairwell.dispute.Dispute.Payment;
import io.fairwell.dispute.Dispute.Turn;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.DecisionTables;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people and the process do with the one open dispute of a case. Every change holds the row lock of the case. */
@Service
public class DisputeDesk {

    private final CancellationCases cases;
    private final DisputeRecords records;
    private final Subscriptions subscriptions;
    private final DecisionTables tables;
    private final Clock clock;

    DisputeDesk(
            CancellationCases cases,
            DisputeRecords records,
            Subscriptions subscriptions,
            DecisionTables tables,
            Clock clock) {
        this.cases = cases;
        this.records = records;
        this.subscriptions = subscriptions;
        this.tables = tables;
        this.clock = clock;
    }

    /** @throws IllegalStateException when no dispute of this case is open */
    public Dispute open(CaseNumber number) {
        return records.of(number).stream()
                .filter(Dispute::isOpen)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no open dispute of case " + number));
    }

    @Transactional
    public Dispute withSupport(CaseNumber number, Instant due) {
        return change(number, d -> d.withSupport(due));
    }

    @Transactional
    public Dispute withSupervisor(CaseNumber number, Instant due) {
        return change(number, d -> d.withSupervisor(due));
    }

    /** The most that can be granted now. */
    public Money limit(CaseNumber number) {
        return limit(cases.get(number), open(number));
    }

    /** Whether what is granted goes back from the payment for the term, and not from another charge. */
    public boolean concernsTheTerm(CancellationCase disputed, Dispute dispute) {
        return Refundable.concernsTheTerm(
                dispute.claim(),
                subscriptions.get(disputed.tenantId(), disputed.request().subscriptionId()));
    }

    /**
     * A person's answer. Above what one agent may decide alone it remains a proposal until somebody else grants as much.
     *
     * @return the dispute: decided, or with a proposal
     * @throws DecisionRefused when the answer is incomplete or out of bounds, or when four eyes are needed
     */
    @Transactional
    public Dispute answer(CaseNumber number, Answer answer, String by) {
        CancellationCase disputed = lock(number);
        Dispute open = open(number);
        requireUninvolved(open, disputed.refund(), by);
        AnswerRules.check(open.claim(), answer, limit(disputed, open));
        if (isAboveOnePersonsLimit(answer.granted()) && !open.isAgreedBySomebodyElse(answer, by)) {
            if (by.equals(open.proposedBy())) {
                throw new DecisionRefused(Why.SAME_PERSON, by);
            }
            return save(open.proposed(answer, by));
        }
        return save(open.decided(answer, by));
    }

    private static void requireUninvolved(Dispute open, Refund refund, String by) {
        if (open.claim().about() == About.REFUND
                && (by.equals(refund.preparedBy()) || by.equals(refund.approvedBy()))) {
            throw new DecisionRefused(Why.DECIDED_BEFORE, by);
        }
    }

    /** By the table that routes refunds, so that analysts set the limits of both in one place. */
    private boolean isAboveOnePersonsLimit(Money granted) {
        return granted.isPositive()
                && "SUPERVISOR"
                        .equals(tables.evaluate(
                                        "review-routing",
                                        Map.of(
                                                "installmentsOutstanding",
                                                false,
                                                "refundMethod",
                                                "DISPUTE",
                                                "reason",
                                                "OTHER",
                                                "currency",
                                                granted.getCurrencyUnit().getCode(),
                                                "refundAmount",
                                                granted.getAmount().doubleValue()))
                                .text("reviewRoute"));
    }

    private Money limit(CancellationCase disputed, Dispute open) {
        List<Dispute> others = records.of(disputed.number()).stream()
                .filter(other -> other.number() != open.number())
                .toList();
        return Refundable.limit(
                open.claim(),
                disputed,
                subscriptions.get(disputed.tenantId(), disputed.request().subscriptionId()),
                others);
    }

    /** @param eta known once it is paid */
    @Transactional
    public Dispute paymentProgressed(CaseNumber number, Payment payment, @Nullable LocalDate eta) {
        return change(number, d -> d.progressed(payment, null, eta));
    }

    /** The gateway refused, or has not said for too long: support finds out. */
    @Transactional
    public Dispute paymentNeedsSupport(CaseNumber number, Instant due) {
        return change(number, d -> d.progressed(d.payment(), new Turn(Who.SUPPORT, due), null));
    }

    /** The last step: the answer is sent in the same transaction. */
    @Transactional
    public Dispute answered(CaseNumber number) {
        Instant now = clock.instant();
        Dispute answered = change(number, d -> d.answered(now));
        Answer answer = answered.decision().orElseThrow();
        cases.change(
                number,
                c -> c.noted(
                        CaseEvent.Kind.DISPUTE_ANSWERED,
                        Actor.agent(String.valueOf(answered.decidedBy())),
                        now,
                        Map.of(
                                "about", answered.claim().about().name(),
                                "outcome", answer.outcome().name(),
                                "granted", answer.granted().toString())));
        return answered;
    }

    private Dispute change(CaseNumber number, UnaryOperator<Dispute> transition) {
        lock(number);
        return save(transition.apply(open(number)));
    }

    private CancellationCase lock(CaseNumber number) {
        return cases.change(number, c -> c);
    }

    private Dispute save(Dispute changed) {
        records.update(changed);
        return changed;
    }
}
