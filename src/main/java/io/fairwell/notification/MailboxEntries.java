package io.fairwell.notification;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the demo's mailbox shows. Addresses are sealed, so they are looked through one by one: the demo has few. */
@Repository
@ConditionalOnProperty(name = "fairwell.demo", havingValue = "true")
class MailboxEntries {

    private static final int MOST_LOOKED_THROUGH = 5_000;

    private final JdbcClient jdbc;
    private final OutboxRows rows;

    MailboxEntries(JdbcClient jdbc, OutboxRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * @param text part of a recipient or a case number; empty for all
     * @return newest first
     */
    @Transactional(readOnly = true)
    public List<OutboxMessage> search(String text, int limit, int offset) {
        List<Long> page = text.isEmpty() ? newest(limit, offset) : found(text, limit, offset);
        return page.stream().flatMap(id -> find(id).stream()).toList();
    }

    private List<Long> newest(int limit, int offset) {
        return jdbc.sql("SELECT id FROM outbox_message ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?")
                .params(limit, offset)
                .query(Long.class)
                .list();
    }

    private List<Long> found(String text, int limit, int offset) {
        record Entry(long id, String shown) {}
        String wanted = text.toLowerCase(Locale.ROOT);
        return jdbc
                .sql("""
                        SELECT id, tenant_id, case_number, recipient FROM outbox_message
                        ORDER BY created_at DESC, id DESC LIMIT ?
                        """)
                .param(MOST_LOOKED_THROUGH)
                .query((row, n) ->
                        new Entry(row.getLong("id"), rows.recipient(row) + " " + row.getString("case_number")))
                .list()
                .stream()
                .filter(entry -> entry.shown().toLowerCase(Locale.ROOT).contains(wanted))
                .map(Entry::id)
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Transactional(readOnly = true)
    public Optional<OutboxMessage> find(long id) {
        return jdbc.sql("SELECT * FROM outbox_message WHERE id = ?")
                .param(id)
                .query(rows)
                .optional();
    }
}
