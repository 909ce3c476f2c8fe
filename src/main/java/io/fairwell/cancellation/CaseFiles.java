package io.fairwell.cancellation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The personal part of the cases: contact, the customer's words, messages and documents. */
@Repository
public class CaseFiles {

    private static final String MESSAGE =
            "SELECT id, direction, actor_kind, actor_id, at, text, file_name, media_type FROM case_message ";

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseFiles(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(String tenantId, CaseNumber number, CaseFile file) {
        jdbc.sql("""
                        INSERT INTO case_file
                          (case_number, tenant_id, email, phone, name, reason_comment, callback_url, external_reference)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(number.value())
                .param(tenantId)
                .param(file.contact().email())
                .param(file.contact().phone())
                .param(file.contact().name())
                .param(file.reasonComment())
                .param(file.callbackUrl())
                .param(file.externalReference())
                .update();
    }

    public CaseFile get(CaseNumber number) {
        return jdbc.sql("SELECT * FROM case_file WHERE case_number = ?")
                .param(number.value())
                .query((row, n) -> new CaseFile(
                        new Contact(row.getString("email"), row.getString("phone"), row.getString("name")),
                        row.getString("reason_comment"),
                        row.getString("callback_url"),
                        row.getString("external_reference")))
                .optional()
                .orElse(new CaseFile(Contact.NONE, null, null, null));
    }

    @Transactional
    public void addMessage(CaseNumber number, CaseMessage.Direction direction, Actor by, String text) {
        addMessage(number, direction, by, text, null);
    }

    @Transactional
    public void addMessage(
            CaseNumber number, CaseMessage.Direction direction, Actor by, String text, @Nullable Document document) {
        jdbc.sql("""
                        INSERT INTO case_message
                          (tenant_id, case_number, direction, actor_kind, actor_id, at, text, file_name, media_type, content)
                        SELECT tenant_id, case_number, ?, ?, ?, ?, ?, ?, ?, ? FROM cancellation_case WHERE case_number = ?
                        """)
                .param(direction.name())
                .param(by.kind().name())
                .param(by.id())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(text)
                .param(document == null ? null : document.fileName())
                .param(document == null ? null : document.mediaType())
                .param(document == null ? null : document.content())
                .param(number.value())
                .update();
    }

    public List<CaseMessage> messages(CaseNumber number) {
        return jdbc.sql(MESSAGE + "WHERE case_number = ? ORDER BY id")
                .param(number.value())
                .query(this::message)
                .list();
    }

    /** @return the document, where that message of that case is one */
    public Optional<Document> document(CaseNumber number, long messageId) {
        return jdbc.sql("""
                        SELECT file_name, media_type, content FROM case_message
                        WHERE case_number = ? AND id = ? AND content IS NOT NULL
                        """)
                .param(number.value())
                .param(messageId)
                .query((row, n) ->
                        new Document(row.getString("file_name"), row.getString("media_type"), row.getBytes("content")))
                .optional();
    }

    /** A document that a customer handed in. */
    public record Document(String fileName, String mediaType, byte[] content) {}

    private CaseMessage message(ResultSet row, int index) throws SQLException {
        return new CaseMessage(
                row.getLong("id"),
                CaseMessage.Direction.valueOf(row.getString("direction")),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_id")),
                row.getTimestamp("at").toInstant(),
                row.getString("text"),
                row.getString("file_name"),
                row.getString("media_type"));
    }
}
