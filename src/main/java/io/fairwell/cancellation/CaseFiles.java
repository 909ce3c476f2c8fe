package io.fairwell.cancellation;

import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The personal part of the cases: contact, the customer's words, messages and documents. Sealed with the case's key. */
@Repository
public class CaseFiles {

    private static final String MESSAGE =
            "SELECT tenant_id, case_number, id, direction, actor_kind, actor_id, at, text, file_name, media_type"
                    + " FROM case_message ";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    CaseFiles(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /** @throws ConcurrencyFailureException where the number has been given to another case in this moment */
    void add(String tenantId, CaseNumber number, CaseFile file) {
        Vault.Sealer sealer = vault.sealer(Owner.ofCase(tenantId, number.value()));
        int rows = jdbc.sql("""
                        INSERT INTO case_file
                          (case_number, tenant_id, email, phone, name, reason_comment, callback_url, external_reference)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (case_number) DO NOTHING
                        """)
                .param(number.value())
                .param(tenantId)
                .param(sealer.seal("case_file.email", file.contact().email()))
                .param(sealer.seal("case_file.phone", file.contact().phone()))
                .param(sealer.seal("case_file.name", file.contact().name()))
                .param(sealer.seal("case_file.reason_comment", file.reasonComment()))
                .param(sealer.seal("case_file.callback_url", file.callbackUrl()))
                .param(sealer.seal("case_file.external_reference", file.externalReference()))
                .update();
        if (rows == 0) {
            throw new ConcurrencyFailureException("another case has the number " + number);
        }
    }

    /** @return what is known; nothing of it once it is erased */
    @Transactional(readOnly = true)
    public CaseFile get(CaseNumber number) {
        return jdbc.sql("SELECT * FROM case_file WHERE case_number = ?")
                .param(number.value())
                .query((row, n) -> new CaseFile(
                        new Contact(open(row, "email"), open(row, "phone"), open(row, "name")),
                        open(row, "reason_comment"),
                        open(row, "callback_url"),
                        open(row, "external_reference")))
                .optional()
                .orElse(CaseFile.EMPTY);
    }

    private @Nullable String open(ResultSet row, String column) throws SQLException {
        return vault.open(owner(row), "case_file." + column, row.getString(column));
    }

    private static Owner owner(ResultSet row) throws SQLException {
        return Owner.ofCase(row.getString("tenant_id"), row.getString("case_number"));
    }

    @Transactional
    public void addMessage(CaseNumber number, CaseMessage.Direction direction, Actor by, String text) {
        addMessage(number, direction, by, text, null);
    }

    @Transactional
    public void addMessage(
            CaseNumber number, CaseMessage.Direction direction, Actor by, String text, @Nullable Document document) {
        Optional<String> tenant = jdbc.sql("SELECT tenant_id FROM cancellation_case WHERE case_number = ?")
                .param(number.value())
                .query(String.class)
                .optional();
        tenant.ifPresent(id -> add(Owner.ofCase(id, number.value()), direction, by, text, document));
    }

    private void add(Owner owner, CaseMessage.Direction direction, Actor by, String text, @Nullable Document document) {
        Vault.Sealer sealer = vault.sealer(owner);
        jdbc.sql("""
                        INSERT INTO case_message
                          (tenant_id, case_number, direction, actor_kind, actor_id, at, text, file_name, media_type, content)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(owner.tenantId())
                .param(owner.id())
                .param(direction.name())
                .param(by.kind().name())
                .param(by.id())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(sealer.seal("case_message.text", text))
                .param(document == null ? null : sealer.seal("case_message.file_name", document.fileName()))
                .param(document == null ? null : document.mediaType())
                .param(document == null ? null : sealer.seal("case_message.content", document.content()))
                .update();
    }

    @Transactional(readOnly = true)
    public List<CaseMessage> messages(CaseNumber number) {
        return jdbc.sql(MESSAGE + "WHERE case_number = ? ORDER BY id")
                .param(number.value())
                .query(this::message)
                .list();
    }

    /** @return the document, where that message of that case is one and is not erased */
    @Transactional(readOnly = true)
    public Optional<Document> document(CaseNumber number, long messageId) {
        return jdbc.sql("""
                        SELECT tenant_id, case_number, file_name, media_type, content FROM case_message
                        WHERE case_number = ? AND id = ? AND content IS NOT NULL
                        """)
                .param(number.value())
                .param(messageId)
                .query(this::opened)
                .optional()
                .flatMap(found -> found);
    }

    private Optional<Document> opened(ResultSet row, int index) throws SQLException {
        String name = vault.open(owner(row), "case_message.file_name", row.getString("file_name"));
        byte[] content = vault.open(owner(row), "case_message.content", row.getBytes("content"));
        return name == null || content == null
                ? Optional.empty()
                : Optional.of(new Document(name, row.getString("media_type"), content));
    }

    /** A document that a customer handed in. */
    public record Document(String fileName, String mediaType, byte[] content) {}

    private CaseMessage message(ResultSet row, int index) throws SQLException {
        return new CaseMessage(
                row.getLong("id"),
                CaseMessage.Direction.valueOf(row.getString("direction")),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_id")),
                row.getTimestamp("at").toInstant(),
                vault.openText(owner(row), "case_message.text", row.getString("text")),
                vault.open(owner(row), "case_message.file_name", row.getString("file_name")),
                row.getString("media_type"));
    }
}
