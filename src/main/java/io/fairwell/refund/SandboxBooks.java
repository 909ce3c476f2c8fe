package io.fairwell.refund;

import io.fairwell.refund.GatewayAnswer.Outcome;
import io.fairwell.refund.GatewayAnswer.Settlement;
import io.fairwell.refund.SandboxFault.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the sandbox gateway remembers. It stands for another company's database: durable, and in transactions of its
 * own, so that a rollback of ours does not undo what was "paid" there.
 */
@Repository
class SandboxBooks {

    private final JdbcClient jdbc;
    private final SandboxFaults faults;
    private final RefundProperties properties;
    private final Clock clock;

    SandboxBooks(JdbcClient jdbc, SandboxFaults faults, RefundProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.faults = faults;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @return the answer that this key got first
     * @throws IllegalStateException when it was used with another amount
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    GatewayAnswer book(GatewayRefund request, GatewayAnswer answer) {
        Optional<GatewayPayment> known = find(request.key());
        if (known.isEmpty()) {
            insert(request, answer);
            known = find(request.key());
        }
        GatewayPayment booked = known.orElseThrow();
        if (!booked.amount().equals(request.amount())) {
            throw new IllegalStateException("key " + request.key() + " was used before with another amount");
        }
        return booked.answer();
    }

    private void insert(GatewayRefund request, GatewayAnswer answer) {
        Optional<Kind> fault =
                answer.isAccepted() ? faults.next(request.subscriptionId(), true) : Optional.of(Kind.NEVER_SETTLES);
        boolean settles = !fault.equals(Optional.of(Kind.NEVER_SETTLES));
        jdbc.sql("""
                        INSERT INTO sandbox_payment
                          (key, case_number, amount_minor, currency, route, subscription_id, outcome, detail, created_at,
                           settles_at, settles_as, callbacks)
                        VALUES (:key, :number, :amount, :currency, :route, :subscription, :outcome, :detail, :now,
                           :settlesAt, :settlesAs, :callbacks)
                        ON CONFLICT (key) DO NOTHING
                        """)
                .param("key", request.key())
                .param("number", request.caseNumber().value())
                .param("amount", request.amount().getAmountMinorLong())
                .param("currency", request.amount().getCurrencyUnit().getCode())
                .param("route", request.route())
                .param("subscription", request.subscriptionId())
                .param("outcome", answer.outcome().name())
                .param("detail", answer.detail())
                .param("now", now())
                .param("settlesAt", settles ? now().plus(properties.sandboxSettlesAfter()) : null)
                .param("settlesAs", fault.equals(Optional.of(Kind.RETURNED)) ? "RETURNED" : "SETTLED")
                .param("callbacks", callbacks(settles, fault))
                .update();
    }

    private static int callbacks(boolean settles, Optional<Kind> fault) {
        if (!settles) {
            return 0;
        }
        return fault.equals(Optional.of(Kind.CALLBACK_TWICE)) ? 2 : 1;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<GatewayPayment> payment(String key) {
        return find(key);
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    List<GatewayPayment> payments(Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT * FROM sandbox_payment WHERE created_at >= ? AND created_at < ? ORDER BY created_at, key
                        """)
                .param(from.atOffset(ZoneOffset.UTC))
                .param(to.atOffset(ZoneOffset.UTC))
                .query(this::read)
                .list();
    }

    /** Takes the next call of ours by the gateway off the list. One that is lost is not made up for, as in real life. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<GatewayPayment> nextCallback() {
        return jdbc.sql("""
                        UPDATE sandbox_payment SET callbacks = callbacks - 1
                        WHERE key = (SELECT key FROM sandbox_payment WHERE callbacks > 0 AND settles_at <= ?
                                     ORDER BY settles_at, key LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """).param(now()).query(this::read).optional();
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void revoke(GatewayMandate mandate) {
        jdbc.sql("""
                        INSERT INTO sandbox_mandate (key, subscription_id, revoked_at) VALUES (?, ?, ?)
                        ON CONFLICT (key) DO NOTHING
                        """)
                .param(mandate.key())
                .param(mandate.subscriptionId())
                .param(now())
                .update();
    }

    private Optional<GatewayPayment> find(String key) {
        return jdbc.sql("SELECT * FROM sandbox_payment WHERE key = ?")
                .param(key)
                .query(this::read)
                .optional();
    }

    private GatewayPayment read(ResultSet row, int index) throws SQLException {
        Instant settlesAt = RefundRow.instant(row.getTimestamp("settles_at"));
        GatewayAnswer answer = new GatewayAnswer(
                Outcome.valueOf(row.getString("outcome")),
                row.getString("detail"),
                isPast(settlesAt) ? Settlement.valueOf(row.getString("settles_as")) : Settlement.PENDING);
        return new GatewayPayment(
                row.getString("key"),
                RefundRow.money(row),
                answer,
                row.getTimestamp("created_at").toInstant());
    }

    private boolean isPast(@Nullable Instant settlesAt) {
        return settlesAt != null && !clock.instant().isBefore(settlesAt);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
