package io.fairwell.notification;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the demo's mailbox shows. */
@Repository
@ConditionalOnProperty(name = "fairwell.demo", havingValue = "true")
class MailboxEntries {

    private final JdbcClient jdbc;

    MailboxEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param text part of a recipient or a case number; empty for all
     * @return newest first
     */
    List<OutboxMessage> search(String text, int limit, int offset) {
        return jdbc.sql("""
                        SELECT * FROM outbox_message
                        WHERE strpos(lower(coalesce(recipient, '') || ' ' || case_number), lower(:text)) > 0
                        ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :offset
                        """)
                .param("text", text)
                .param("limit", limit)
                .param("offset", offset)
                .query(Outbox::read)
                .list();
    }

    Optional<OutboxMessage> find(long id) {
        return jdbc.sql("SELECT * FROM outbox_message WHERE id = ?")
                .param(id)
                .query(Outbox::read)
                .optional();
    }
}
