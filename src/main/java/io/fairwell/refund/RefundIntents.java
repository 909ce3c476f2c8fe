package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger. What is known about money is committed at once, in transactions of its own: a caller that rolls back
 * must not make us forget that something was paid. Every change names the state it starts from; one that comes too
 * late changes nothing. What moves money is posted in the same transaction.
 */
@Repository
class RefundIntents {

    /**
     * What an answer did.
     *
     * @param contradicted whether it says something else than what is known already
     */
    record Learned(RefundIntent before, RefundIntent after, boolean contradicted) {

        boolean isNews() {
            return before.state() != after.state() || before.settlement() != after.settlement();
        }
    }

    private final JdbcClient jdbc;
    private final RefundAccounts accounts;
    private final RefundLines lines;
    private final WatchProperties watch;
    private final Clock clock;

    RefundIntents(JdbcClient jdbc, RefundAccounts accounts, RefundLines lines, WatchProperties watch, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.lines = lines;
        this.watch = watch;
        this.clock = clock;
    }

    /** Reads within the caller's transaction, so that it sees what the caller itself has decided. */
    Optional<RefundIntent> find(CaseNumber number, String leg) {
        return jdbc.sql("SELECT * FROM refund_intent WHERE case_number = ? AND leg = ?")
                .param(number.value())
                .param(leg)
                .query(RefundRow::intent)
                .optional();
    }

    Optional<RefundIntent> find(UUID id) {
        return jdbc.sql("SELECT * FROM refund_intent WHERE id = ?")
                .param(id)
                .query(RefundRow::intent)
                .optional();
    }

    /** @param key as it was handed to a gateway, or anything else */
    Optional<RefundIntent> withKey(String key) {
        try {
            return find(UUID.fromString(key)).filter(intent -> intent.key().equals(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * @return the new intent, or the one that was there already
     * @throws RefundExceeds when the source has not as much left
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    RefundIntent add(RefundOrder order) {
        accounts.lock(order);
        return find(order.caseNumber(), order.leg()).orElseGet(() -> {
            accounts.take(order);
            RefundIntent added = insert(order);
            lines.ordered(added);
            return added;
        });
    }

    private RefundIntent insert(RefundOrder order) {
        return jdbc.sql("""
                        INSERT INTO refund_intent
                          (id, tenant_id, case_number, leg, source, amount_minor, currency, route, subscription_id,
                           payment_reference, state, created_at, updated_at)
                        VALUES (:id, :tenant, :number, :leg, :source, :amount, :currency, :route, :subscription,
                           :payment, 'NEW', :now, :now)
                        RETURNING *
                        """)
                .param("id", RefundIntent.id(order))
                .param("tenant", order.tenantId())
                .param("number", order.caseNumber().value())
                .param("leg", order.leg())
                .param("source", order.source())
                .param("amount", order.amount().getAmountMinorLong())
                .param("currency", order.amount().getCurrencyUnit().getCode())
                .param("route", order.route())
                .param("subscription", order.subscriptionId())
                .param("payment", order.paymentReference())
                .param("now", now())
                .query(RefundRow::intent)
                .single();
    }

    /**
     * Claims the next attempt: committed before the gateway is called.
     *
     * @param gateway its name
     * @return the intent as SENT; empty when somebody else has moved it since {@code seen} was read
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<RefundIntent> send(RefundIntent seen, String gateway) {
        return jdbc.sql("""
                        UPDATE refund_intent
                        SET state = 'SENT', attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, :now),
                            gateway = coalesce(gateway, :gateway), next_check_at = :next, updated_at = :now
                        WHERE id = :id AND state = :seen AND state IN ('NEW', 'SENT', 'UNKNOWN') AND attempts = :attempts
                        RETURNING *
                        """)
                .param("now", now())
                .param("next", in(watch.afterChecks(0)))
                .param("gateway", gateway)
                .param("id", seen.id())
                .param("seen", seen.state().name())
                .param("attempts", seen.attempts())
                .query(RefundRow::intent)
                .optional();
    }

    /**
     * What the gateway said, on whatever way and in whatever order.
     *
     * @param untold whether the case does not know of it yet
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Learned answered(UUID id, GatewayAnswer answer, boolean untold) {
        RefundIntent before = lock(id);
        if (before.isContradictedBy(answer)) {
            return new Learned(before, before, true);
        }
        if (before.state().isFinal() && !before.isFurther(answer)) {
            return new Learned(before, postponed(before), false);
        }
        RefundIntent after = save(before, answer, untold);
        lines.changed(before, after);
        return new Learned(before, after, false);
    }

    private RefundIntent save(RefundIntent before, GatewayAnswer answer, boolean untold) {
        boolean accepted = answer.isAccepted();
        Settlement settlement = accepted ? Settlement.of(answer.settlement()) : Settlement.NONE;
        return jdbc.sql("""
                        UPDATE refund_intent
                        SET state = :state, settlement = :settlement, settled_at = :settledAt, gateway_reference = :reference,
                            decline_reason = :reason, attempts = greatest(attempts, 1),
                            first_sent_at = coalesce(first_sent_at, :now), answered_at = coalesce(answered_at, :now),
                            checks = 0, next_check_at = :next, updated_at = :now,
                            untold_since = CASE WHEN :untold THEN :now ELSE untold_since END
                        WHERE id = :id
                        RETURNING *
                        """)
                .param("state", (accepted ? RefundState.SUCCEEDED : RefundState.REJECTED).name())
                .param("settlement", settlement.name())
                .param("settledAt", settlement.isAfter(Settlement.PENDING) ? now() : null)
                .param("reference", accepted ? answer.detail() : null)
                .param("reason", accepted ? null : answer.detail())
                .param("next", settlement == Settlement.PENDING ? in(watch.unsettledEvery()) : null)
                .param("now", now())
                // What comes back at once has to be told as well: its caller hears of the acceptance only.
                .param("untold", untold || settlement == Settlement.RETURNED)
                .param("id", before.id())
                .query(RefundRow::intent)
                .single();
    }

    /** Nothing new of a payment on its way: it is asked for again, until it has been followed for long enough. */
    private RefundIntent postponed(RefundIntent intent) {
        if (!intent.isOnItsWay()) {
            return intent;
        }
        boolean followed = intent.firstSentAt() != null
                && clock.instant().isBefore(intent.firstSentAt().plus(watch.unsettledFor()));
        jdbc.sql("UPDATE refund_intent SET next_check_at = ? WHERE id = ?")
                .param(followed ? in(watch.unsettledEvery()) : null)
                .param(intent.id())
                .update();
        return intent;
    }

    /** An attempt ended without an answer. @return the state after, final where an answer came on another way */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    RefundState unanswered(RefundIntent intent) {
        RefundIntent now = lock(intent.id());
        boolean open = now.state() == RefundState.SENT || now.state() == RefundState.UNKNOWN;
        if (!open || now.attempts() != intent.attempts()) {
            return now.state();
        }
        jdbc.sql("UPDATE refund_intent SET state = 'UNKNOWN', next_check_at = :next, updated_at = :now WHERE id = :id")
                .param("next", in(watch.afterChecks(now.checks())))
                .param("now", now())
                .param("id", intent.id())
                .update();
        return RefundState.UNKNOWN;
    }

    /**
     * What a person decided. Part of the caller's transaction.
     *
     * @return whether it was undecided until now
     * @throws RefundExceeds when it was refused, and others have taken its money since
     */
    @Transactional
    boolean decided(RefundIntent seen, boolean paid, String by) {
        RefundIntent before = lock(seen.id());
        boolean refused = before.state() == RefundState.REJECTED && before.decidedBy() == null;
        if (before.state() != RefundState.UNKNOWN && !before.isBack() && !(paid && refused)) {
            return false;
        }
        if (refused) {
            accounts.takeAgain(before);
        }
        decide(before, paid, by);
        return true;
    }

    /**
     * A person paid what nobody is sending: it was never sent, or whoever sent it has not been heard of since. Part of
     * the caller's transaction.
     */
    @Transactional
    boolean paidUnsent(RefundIntent seen, String by) {
        RefundIntent before = lock(seen.id());
        boolean given = before.state() == RefundState.SENT
                && before.updatedAt().plus(watch.afterChecks(0)).isBefore(clock.instant());
        if (before.state() != RefundState.NEW && !given) {
            return false;
        }
        decide(before, true, by);
        return true;
    }

    /** A person paid in another way what got lost on its way, or came back. Part of the caller's transaction. */
    @Transactional
    boolean paidInstead(RefundIntent seen, String by) {
        RefundIntent before = lock(seen.id());
        if (!before.isOnItsWay() && !before.isBack()) {
            return false;
        }
        decide(before, true, by);
        return true;
    }

    private void decide(RefundIntent before, boolean paid, String by) {
        RefundIntent after = jdbc.sql("""
                        UPDATE refund_intent SET state = :state, decided_by = :by, next_check_at = NULL, updated_at = :now
                        WHERE id = :id
                        RETURNING *
                        """)
                .param("state", (paid ? RefundState.SUCCEEDED : RefundState.REJECTED).name())
                .param("by", by)
                .param("now", now())
                .param("id", before.id())
                .query(RefundRow::intent)
                .single();
        lines.changed(before, after);
    }

    /** What the gateway's yes became known for in this time, oldest first; {@code to} is exclusive. */
    List<RefundIntent> accepted(String gateway, Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT * FROM refund_intent
                        WHERE answered_at >= ? AND answered_at < ? AND gateway = ? AND state = 'SUCCEEDED' AND decided_by IS NULL
                        ORDER BY answered_at, id
                        """)
                .param(from.atOffset(ZoneOffset.UTC))
                .param(to.atOffset(ZoneOffset.UTC))
                .param(gateway)
                .query(RefundRow::intent)
                .list();
    }

    RefundState state(UUID id) {
        return find(id).orElseThrow().state();
    }

    private RefundIntent lock(UUID id) {
        return jdbc.sql("SELECT * FROM refund_intent WHERE id = ? FOR UPDATE")
                .param(id)
                .query(RefundRow::intent)
                .single();
    }

    private OffsetDateTime in(Duration duration) {
        return now().plus(duration);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
