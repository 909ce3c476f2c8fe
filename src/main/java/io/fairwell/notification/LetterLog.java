package io.fairwell.notification;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.delivery.AfterCommit;
import io.fairwell.delivery.Redelivery;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What became of the letters, for support and operators. Without addresses and texts. */
@Repository
public class LetterLog implements Redelivery {

    /** As the view {@code delivery} makes it of the Message-ID. */
    private static final Pattern ID = Pattern.compile("letter_([0-9a-f-]{36})");

    private final Outbox outbox;
    private final OutboxWorker worker;
    private final JdbcClient jdbc;

    LetterLog(Outbox outbox, OutboxWorker worker, JdbcClient jdbc) {
        this.outbox = outbox;
        this.worker = worker;
        this.jdbc = jdbc;
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
        return woken(outbox.restart("case_number = ? AND id = ?", number.value(), id));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean redeliver(String tenantId, String id) {
        Matcher letter = ID.matcher(id);
        return letter.matches()
                && woken(outbox.restart(
                        "tenant_id = ? AND message_id = ?", tenantId, "<" + letter.group(1) + "@fairwell>"));
    }

    private boolean woken(boolean restarted) {
        if (restarted) {
            AfterCommit.run(worker::wake);
        }
        return restarted;
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
