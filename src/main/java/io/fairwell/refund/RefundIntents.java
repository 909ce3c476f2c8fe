package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger. What is known about money is committed at once, in transactions of its own: a caller that rolls back
 * must not make us forget that something was paid. Every change names the state it starts from; one that comes too
 * late changes nothing.
 */
@Repository
class RefundIntents {

    private final JdbcClient jdbc;
    private final Clock clock;

    RefundIntents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Reads within the caller's transaction, so that it sees what the caller itself has settled. */
    Optional<RefundIntent> find(CaseNumber number, String leg) {
        return jdbc.sql("SELECT * FROM refund_intent WHERE case_number = ? AND leg = ?")
                .param(number.value())
                .param(leg)
                .query(this::read)
                .optional();
    }

    /** @return the new intent, or the one that was there already */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    RefundIntent add(RefundOrder order) {
        jdbc.sql("""
                        INSERT INTO refund_intent
                          (id, tenant_id, case_number, leg, amount_minor, currency, route, subscription_id, state,
                           created_at, updated_at)
                        VALUES (:id, :tenant, :number, :leg, :amount, :currency, :route, :subscription, 'NEW', :now, :now)
                        ON CONFLICT (case_number, leg) DO NOTHING
                        """)
                .param("id", UUID.randomUUID())
                .param("tenant", order.tenantId())
                .param("number", order.caseNumber().value())
                .param("leg", order.leg())
                .param("amount", order.amount().getAmountMinorLong())
                .param("currency", order.amount().getCurrencyUnit().getCode())
                .param("route", order.route())
                .param("subscription", order.subscriptionId())
                .param("now", now())
                .update();
        return find(order.caseNumber(), order.leg()).orElseThrow();
    }

    /**
     * Claims the next attempt: committed before the gateway is called.
     *
     * @return the intent as SENT; empty when somebody else has moved it since {@code seen} was read
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<RefundIntent> send(RefundIntent seen) {
        return jdbc.sql("""
                        UPDATE refund_intent
                        SET state = 'SENT', attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, :now),
                            updated_at = :now
                        WHERE id = :id AND state = :seen AND state IN ('NEW', 'SENT', 'UNKNOWN') AND attempts = :attempts
                        RETURNING *
                        """)
                .param("now", now())
                .param("id", seen.id())
                .param("seen", seen.state().name())
                .param("attempts", seen.attempts())
                .query(this::read)
                .optional();
    }

    /** @return the state after; not what was answered where it had become final before */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    RefundState answered(RefundIntent intent, GatewayAnswer answer) {
        jdbc.sql("""
                        UPDATE refund_intent
                        SET state = :state, gateway_reference = :reference, decline_reason = :reason, updated_at = :now
                        WHERE id = :id AND state IN ('SENT', 'UNKNOWN')
                        """)
                .param("state", (answer.isAccepted() ? RefundState.SUCCEEDED : RefundState.REJECTED).name())
                .param("reference", answer.isAccepted() ? answer.detail() : null)
                .param("reason", answer.isAccepted() ? null : answer.detail())
                .param("now", now())
                .param("id", intent.id())
                .update();
        return state(intent.id());
    }

    /** An attempt ended without an answer. @return the state after, final where an answer came on another way */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    RefundState unanswered(RefundIntent intent) {
        jdbc.sql("""
                        UPDATE refund_intent SET state = 'UNKNOWN', updated_at = :now
                        WHERE id = :id AND state IN ('SENT', 'UNKNOWN') AND attempts = :attempts
                        """)
                .param("now", now())
                .param("id", intent.id())
                .param("attempts", intent.attempts())
                .update();
        return state(intent.id());
    }

    /** Part of the caller's transaction. @return whether it was unknown until now */
    @Transactional
    boolean settled(RefundIntent intent, RefundState outcome, String by) {
        return jdbc.sql("""
                        UPDATE refund_intent SET state = :state, settled_by = :by, updated_at = :now
                        WHERE id = :id AND (state = 'UNKNOWN' OR (:state = 'SUCCEEDED' AND state = 'REJECTED' AND settled_by IS NULL))
                        """)
                        .param("state", outcome.name())
                        .param("by", by)
                        .param("now", now())
                        .param("id", intent.id())
                        .update()
                == 1;
    }

    RefundState state(UUID id) {
        return RefundState.valueOf(jdbc.sql("SELECT state FROM refund_intent WHERE id = ?")
                .param(id)
                .query(String.class)
                .single());
    }

    private RefundIntent read(ResultSet row, int index) throws SQLException {
        return new RefundIntent(
                row.getObject("id", UUID.class),
                row.getString("tenant_id"),
                new CaseNumber(row.getString("case_number")),
                row.getString("leg"),
                Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("amount_minor")),
                row.getString("route"),
                row.getString("subscription_id"),
                RefundState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                instant(row.getTimestamp("first_sent_at")),
                row.getString("gateway_reference"),
                row.getString("decline_reason"),
                row.getString("settled_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp value) {
        return value == null ? null : value.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
