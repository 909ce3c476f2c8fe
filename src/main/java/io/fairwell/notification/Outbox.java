package io.fairwell.notification;

import io.fairwell.delivery.DeliveryTable;
import io.fairwell.notification.OutboxMessage.Channel;
import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The letters on their way, as they are stored: whom they go to and what they say is sealed with the case's key. */
@Repository
class Outbox {

    private final JdbcClient jdbc;
    private final DeliveryTable table;
    private final OutboxRows rows;
    private final Vault vault;
    private final Clock clock;

    Outbox(JdbcClient jdbc, OutboxRows rows, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.vault = vault;
        this.table = new DeliveryTable(jdbc, clock, "outbox_message");
        this.clock = clock;
    }

    boolean contains(String caseNumber, LetterKind kind, String step) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM outbox_message WHERE case_number = ? AND kind = ? AND step = ?)")
                .params(caseNumber, kind.name(), step)
                .query(Boolean.class)
                .single();
    }

    /** Does nothing when this step of this case has written this kind of letter before. */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(OutboxMessage message, String step) {
        Vault.Sealer sealer = vault.sealer(Owner.ofCase(message.tenantId(), message.caseNumber()));
        jdbc.sql("""
                        INSERT INTO outbox_message (tenant_id, case_number, kind, step, channel, recipient, locale, subject,
                          html, text, message_id, status, next_attempt_at, expires_at, last_error, created_at)
                        VALUES (:tenant, :number, :kind, :step, :channel, :recipient, :locale, :subject,
                          :html, :text, :messageId, :status, :createdAt, :expiresAt, :lastError, :createdAt)
                        ON CONFLICT (case_number, kind, step, channel) DO NOTHING
                        """)
                .param("tenant", message.tenantId())
                .param("number", message.caseNumber())
                .param("kind", message.kind().name())
                .param("step", step)
                .param("channel", message.channel().name())
                .param("recipient", sealer.seal("outbox_message.recipient", message.recipient()))
                .param("locale", message.locale())
                .param("subject", sealer.seal("outbox_message.subject", message.subject()))
                .param("html", sealer.seal("outbox_message.html", message.html()))
                .param("text", sealer.seal("outbox_message.text", message.text()))
                .param("messageId", message.messageId())
                .param("status", message.status().name())
                .param("expiresAt", timestamp(message.expiresAt()))
                .param("lastError", message.lastError())
                .param("createdAt", timestamp(message.createdAt()))
                .update();
    }

    /**
     * Takes the letter that has been due longest, so that no other node sends it at the same time.
     *
     * @param lease a node that dies with it loses it again after that
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<OutboxMessage> claim(Collection<Channel> channels, Duration lease) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        UPDATE outbox_message SET attempts = attempts + 1, next_attempt_at = :leaseEnd
                        WHERE id = (SELECT id FROM outbox_message
                                    WHERE status = 'PENDING' AND next_attempt_at <= :now AND channel IN (:channels)
                                    ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .param("now", timestamp(now))
                .param("leaseEnd", timestamp(now.plus(lease)))
                .param("channels", channels.stream().map(Channel::name).toList())
                .query(rows)
                .optional();
    }

    /** @param forgetText whether the letter's text is of no further use to anybody but a thief */
    @Transactional
    void sent(OutboxMessage message, boolean forgetText) {
        table.sent(message.id());
        forget(message, forgetText);
    }

    void tryAgain(OutboxMessage message, Instant at, String error) {
        table.tryAgain(message.id(), message.attempts(), at, error);
    }

    /** @param forgetText as for {@link #sent} */
    @Transactional
    void park(OutboxMessage message, String error, boolean forgetText) {
        table.park(message.id(), message.attempts(), error);
        forget(message, forgetText);
    }

    private void forget(OutboxMessage message, boolean forgetText) {
        if (forgetText) {
            jdbc.sql("UPDATE outbox_message SET html = '', text = '' WHERE id = ? AND status <> 'PENDING'")
                    .param(message.id())
                    .update();
        }
    }

    /**
     * Has a parked letter sent again.
     *
     * @param condition picks it out, with {@code parameters}
     * @return false when it is not parked, has no recipient or is no longer valid
     */
    boolean restart(String condition, Object... parameters) {
        Optional<Long> parked = jdbc.sql("SELECT id FROM outbox_message WHERE " + condition
                        + " AND status = 'PARKED' AND recipient IS NOT NULL AND (expires_at IS NULL OR expires_at > ?)"
                        + " FOR UPDATE")
                .params(parameters)
                .param(timestamp(clock.instant()))
                .query(Long.class)
                .optional();
        parked.ifPresent(table::restart);
        return parked.isPresent();
    }

    @Transactional(readOnly = true)
    List<OutboxMessage> of(String caseNumber) {
        return jdbc.sql("SELECT * FROM outbox_message WHERE case_number = ? ORDER BY id")
                .param(caseNumber)
                .query(rows)
                .list();
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
