package io.fairwell.notification;

import io.fairwell.notification.OutboxMessage.Channel;
import io.fairwell.notification.OutboxMessage.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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

/** The letters on their way, as they are stored. */
@Repository
class Outbox {

    /** Longer than any delivery takes: a mail server may use up the read time-out on each of its dozen answers. */
    static final Duration LEASE = Duration.ofMinutes(5);

    /** Until then a node that is stopping has ended, and with it what it may still be sending. */
    static final Duration HANDED_BACK = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    Outbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
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
                .param("recipient", message.recipient())
                .param("locale", message.locale())
                .param("subject", message.subject())
                .param("html", message.html())
                .param("text", message.text())
                .param("messageId", message.messageId())
                .param("status", message.status().name())
                .param("expiresAt", timestamp(message.expiresAt()))
                .param("lastError", message.lastError())
                .param("createdAt", timestamp(message.createdAt()))
                .update();
    }

    /**
     * Takes the letter that has been due longest, so that no other node sends it at the same time. A node that dies with
     * it loses it again after {@link #LEASE}.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<OutboxMessage> claim(Collection<Channel> channels) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        UPDATE outbox_message SET attempts = attempts + 1, next_attempt_at = :leaseEnd
                        WHERE id = (SELECT id FROM outbox_message
                                    WHERE status = 'PENDING' AND next_attempt_at <= :now AND channel IN (:channels)
                                    ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .param("now", timestamp(now))
                .param("leaseEnd", timestamp(now.plus(LEASE)))
                .param("channels", channels.stream().map(Channel::name).toList())
                .query(Outbox::read)
                .optional();
    }

    /** @param forgetText whether the letter's text is of no further use to anybody but a thief */
    void sent(long id, boolean forgetText) {
        jdbc.sql("""
                        UPDATE outbox_message SET status = 'SENT', sent_at = :now, last_error = NULL,
                          html = CASE WHEN :forget THEN '' ELSE html END, text = CASE WHEN :forget THEN '' ELSE text END
                        WHERE id = :id
                        """)
                .param("now", timestamp(clock.instant()))
                .param("forget", forgetText)
                .param("id", id)
                .update();
    }

    void tryAgain(long id, Instant at, String error) {
        jdbc.sql("UPDATE outbox_message SET next_attempt_at = ?, last_error = ? WHERE id = ? AND status = 'PENDING'")
                .params(timestamp(at), error, id)
                .update();
    }

    /** A node that stops had claimed it, and could not see its delivery through. */
    void handBack(long id) {
        jdbc.sql("UPDATE outbox_message SET next_attempt_at = ? WHERE id = ? AND status = 'PENDING'")
                .params(timestamp(clock.instant().plus(HANDED_BACK)), id)
                .update();
    }

    /** @param forgetText as for {@link #sent} */
    void park(long id, String error, boolean forgetText) {
        jdbc.sql("""
                        UPDATE outbox_message SET status = 'PARKED', last_error = :error,
                          html = CASE WHEN :forget THEN '' ELSE html END, text = CASE WHEN :forget THEN '' ELSE text END
                        WHERE id = :id AND status = 'PENDING'
                        """)
                .param("error", error)
                .param("forget", forgetText)
                .param("id", id)
                .update();
    }

    List<OutboxMessage> of(String caseNumber) {
        return jdbc.sql("SELECT * FROM outbox_message WHERE case_number = ? ORDER BY id")
                .param(caseNumber)
                .query(Outbox::read)
                .list();
    }

    static OutboxMessage read(ResultSet row, int index) throws SQLException {
        return new OutboxMessage(
                row.getLong("id"),
                row.getString("tenant_id"),
                row.getString("case_number"),
                LetterKind.valueOf(row.getString("kind")),
                Channel.valueOf(row.getString("channel")),
                row.getString("recipient"),
                row.getString("locale"),
                row.getString("subject"),
                row.getString("html"),
                row.getString("text"),
                row.getString("message_id"),
                Status.valueOf(row.getString("status")),
                row.getInt("attempts"),
                instant(row, "expires_at"),
                row.getString("last_error"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "sent_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
