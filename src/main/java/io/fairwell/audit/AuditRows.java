package io.fairwell.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code audit_*}. */
@Repository
class AuditRows {

    static final String ENTRY =
            "e.id, e.tenant_id, e.at, e.actor, e.action, e.outcome, e.case_number, e.address," + " e.details, e.mac";

    /** Any number that no other advisory lock uses. */
    private static final long LOCK = 0x66617265_61756474L;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    AuditRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** @param entry null where it is gone */
    record Waiting(long position, UUID entryId, @Nullable StoredEntry entry) {}

    /** @param entry null where it is gone */
    record Link(
            long sequence,
            UUID entryId,
            byte[] previous,
            byte[] hash,
            byte[] mac,
            @Nullable StoredEntry entry) {}

    /** The last link, or the last one before the rest was cut off. */
    record End(long sequence, byte[] hash, byte[] mac) {

        static final End NONE = new End(0, Chain.NOTHING, new byte[0]);
    }

    /** @param durably whether to wait until it is on the disk */
    void insert(StoredEntry stored, boolean durably) {
        AuditEntry entry = stored.entry();
        jdbc.sql("""
                        WITH commits AS (SELECT CASE WHEN :durably THEN '' ELSE set_config('synchronous_commit', 'off', true) END)
                        INSERT INTO audit_entry (id, tenant_id, at, actor, action, outcome, case_number, address, details, mac)
                        SELECT :id, :tenant, :at, :actor, :action, :outcome, :case, :address, :details::jsonb, :mac FROM commits
                        """)
                .param("durably", durably)
                .param("id", stored.id())
                .param("tenant", entry.tenantId())
                .param("at", stored.at().atOffset(ZoneOffset.UTC))
                .param("actor", entry.actor())
                .param("action", entry.action())
                .param("outcome", entry.outcome().name())
                .param("case", entry.caseNumber(), java.sql.Types.VARCHAR)
                .param("address", entry.address(), java.sql.Types.VARCHAR)
                .param("details", json(entry.details()))
                .param("mac", stored.mac())
                .update();
    }

    boolean isAnyWaiting() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM audit_pending)")
                .query(Boolean.class)
                .single();
    }

    /** Until the transaction ends. @return false where somebody else links already */
    boolean tryLock() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /** As {@link #tryLock()}, but waits. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
    }

    List<Waiting> waiting(int most) {
        return jdbc.sql(
                        "SELECT p.position, p.entry_id, " + ENTRY
                                + " FROM audit_pending p LEFT JOIN audit_entry e ON e.id = p.entry_id ORDER BY p.position LIMIT ?")
                .param(most)
                .query((row, n) ->
                        new Waiting(row.getLong("position"), row.getObject("entry_id", UUID.class), entry(row)))
                .list();
    }

    void add(List<Link> links) {
        batches.batchUpdate(
                "INSERT INTO audit_seal (sequence, tenant_id, entry_id, previous, hash, mac) VALUES (?, ?, ?, ?, ?, ?)",
                links,
                links.size(),
                (row, link) -> {
                    row.setLong(1, link.sequence());
                    row.setString(
                            2,
                            link.entry() == null ? "main" : link.entry().entry().tenantId());
                    row.setObject(3, link.entryId());
                    row.setBytes(4, link.previous());
                    row.setBytes(5, link.hash());
                    row.setBytes(6, link.mac());
                });
    }

    /** @param positions of those that are linked now; one before them may have been written only meanwhile */
    void noLongerWaiting(List<Long> positions) {
        jdbc.sql("DELETE FROM audit_pending WHERE position IN (:positions)")
                .param("positions", positions)
                .update();
    }

    Optional<End> head() {
        return jdbc.sql("SELECT sequence, hash, mac FROM audit_head")
                .query(AuditRows::end)
                .optional();
    }

    void head(End end) {
        jdbc.sql("""
                        INSERT INTO audit_head (sequence, hash, mac) VALUES (?, ?, ?)
                        ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, mac = excluded.mac
                        """).param(end.sequence()).param(end.hash()).param(end.mac()).update();
    }

    Optional<End> lastCut() {
        return jdbc.sql("SELECT sequence, hash, mac FROM audit_cut ORDER BY sequence DESC LIMIT 1")
                .query(AuditRows::end)
                .optional();
    }

    /** @return the last link of those that are all older; never the last of the chain */
    Optional<End> lastLinkBefore(Instant time) {
        return jdbc.sql("""
                        SELECT sequence, hash, mac FROM audit_seal
                        WHERE sequence = (SELECT least(
                            (SELECT min(s.sequence) FROM audit_seal s JOIN audit_entry e ON e.id = s.entry_id WHERE e.at >= ?),
                            (SELECT max(sequence) FROM audit_seal)) - 1)
                        """)
                .param(time.atOffset(ZoneOffset.UTC))
                .query(AuditRows::end)
                .optional();
    }

    void addCut(End cut, Instant now) {
        jdbc.sql("INSERT INTO audit_cut (sequence, hash, cut_at, mac) VALUES (?, ?, ?, ?)")
                .param(cut.sequence())
                .param(cut.hash())
                .param(now.atOffset(ZoneOffset.UTC))
                .param(cut.mac())
                .update();
    }

    /** Entries first: what allows to remove them is their link. @return how many */
    long removeUpTo(long sequence) {
        int removed = jdbc.sql(
                        "DELETE FROM audit_entry e USING audit_seal s WHERE s.entry_id = e.id AND s.sequence <= ?")
                .param(sequence)
                .update();
        jdbc.sql("DELETE FROM audit_seal WHERE sequence <= ?").param(sequence).update();
        return removed;
    }

    List<Link> linksAfter(long sequence, int most) {
        return jdbc.sql("SELECT s.sequence, s.entry_id, s.previous, s.hash, s.mac AS seal_mac, " + ENTRY
                        + " FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id"
                        + " WHERE s.sequence > ? ORDER BY s.sequence LIMIT ?")
                .param(sequence)
                .param(most)
                .query((row, n) -> new Link(
                        row.getLong("sequence"),
                        row.getObject("entry_id", UUID.class),
                        row.getBytes("previous"),
                        row.getBytes("hash"),
                        row.getBytes("seal_mac"),
                        entry(row)))
                .list();
    }

    long waitingCount() {
        return jdbc.sql("SELECT count(*) FROM audit_pending").query(Long.class).single();
    }

    /** Entries that neither are in the chain nor wait for it: nobody who wrote one in the ordinary way leaves such a one. */
    long strays() {
        return jdbc.sql("""
                        SELECT count(*) FROM audit_entry e
                        WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = e.id)
                          AND NOT EXISTS (SELECT FROM audit_pending p WHERE p.entry_id = e.id)
                        """).query(Long.class).single();
    }

    /** @return those of these that are in the chain */
    Set<UUID> sealed(Collection<UUID> ids) {
        return among("SELECT entry_id FROM audit_seal WHERE entry_id = ANY (?)", ids);
    }

    Set<UUID> present(Collection<UUID> ids) {
        return among("SELECT id FROM audit_entry WHERE id = ANY (?)", ids);
    }

    private Set<UUID> among(String sql, Collection<UUID> ids) {
        return batches
                .query(
                        sql,
                        statement -> {
                            Array array = statement.getConnection().createArrayOf("uuid", ids.toArray());
                            statement.setArray(1, array);
                        },
                        (row, n) -> row.getObject(1, UUID.class))
                .stream()
                .collect(Collectors.toSet());
    }

    /** @return null where a left join has found none */
    static @Nullable StoredEntry entry(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        if (id == null) {
            return null;
        }
        return new StoredEntry(
                id,
                row.getTimestamp("at").toInstant(),
                new AuditEntry(
                        row.getString("tenant_id"),
                        row.getString("actor"),
                        row.getString("action"),
                        AuditEntry.Outcome.valueOf(row.getString("outcome")),
                        row.getString("case_number"),
                        row.getString("address"),
                        details(row.getString("details"))),
                row.getBytes("mac"));
    }

    private static End end(ResultSet row, int index) throws SQLException {
        return new End(row.getLong("sequence"), row.getBytes("hash"), row.getBytes("mac"));
    }

    private static Map<String, String> details(String json) {
        try {
            return JSON.readValue(json, DETAILS);
        } catch (JsonProcessingException e) {
            // Nothing of ours looks like this. It is shown, and it is not what was signed.
            return Map.of("unreadable", "true");
        }
    }

    private static String json(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts cannot be written", e);
        }
    }
}
