package io.fairwell.notification;

import io.fairwell.cancellation.CaseNumber;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What became of the letters, for support and operators. Without addresses and texts. */
@Repository
public class LetterLog {

    private final Outbox outbox;
    private final OutboxWorker worker;
    private final JdbcClient jdbc;
    private final Clock clock;

    LetterLog(Outbox outbox, OutboxWorker worker, JdbcClient jdbc, Clock clock) {
        this.outbox = outbox;
        this.worker = worker;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return the letters of a case, oldest first */
    public List<Entry> of(CaseNumber number) {
        return outbox.of(number.value()).stream()
                .map(m -> new Entry(
                        m.id(),
                        m.kind(),
                        m.channel().name(),
                        m.status().name(),
                        m.createdAt(),
                        m.sentAt(),
                        m.attempts(),
                        m.lastError()))
                .toList();
    }

    /** How many letters of all tenants wait for somebody to look after them. */
    public long parked() {
        return jdbc.sql("SELECT count(*) FROM outbox_message WHERE status = 'PARKED'")
                .query(Long.class)
                .single();
    }

    /**
     * Has a parked letter sent again, under its old Message-ID.
     *
     * @return false when that letter of that case is not parked, has no recipient or is no longer valid
     */
    @Transactional
    public boolean redeliver(CaseNumber number, long id) {
        int rows = jdbc.sql("""
                        UPDATE outbox_message SET status = 'PENDING', attempts = 0, next_attempt_at = :now
                        WHERE id = :id AND case_number = :number AND status = 'PARKED' AND recipient IS NOT NULL
                          AND (expires_at IS NULL OR expires_at > :now)
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("number", number.value())
                .update();
        AfterCommit.run(worker::wake);
        return rows == 1;
    }

    /**
     * @param channel EMAIL or SMS
     * @param status PENDING, SENT or PARKED
     * @param error code of the last failure, for example NO_CONTACT, NO_SMS_PROVIDER or SMTP_451
     */
    public record Entry(
            long id,
            LetterKind kind,
            String channel,
            String status,
            Instant createdAt,
            @Nullable Instant sentAt,
            int attempts,
            @Nullable String error) {}
}
