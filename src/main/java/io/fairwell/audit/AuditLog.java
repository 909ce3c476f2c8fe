package io.fairwell.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the audit trail, newest first. There is no way to write through it. */
@Component
public class AuditLog {

    private final JdbcClient jdbc;
    private final Customers customers;

    AuditLog(JdbcClient jdbc, Customers customers) {
        this.jdbc = jdbc;
        this.customers = customers;
    }

    /**
     * @param from inclusive
     * @param until exclusive
     * @param before a sequence; null for the newest
     */
    public record Search(
            String tenantId,
            @Nullable String caseNumber,
            @Nullable String actor,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Long before,
            int limit) {}

    /** @param sequence the place in the chain */
    public record Item(
            long sequence,
            Instant at,
            String actor,
            String action,
            String outcome,
            @Nullable String caseNumber,
            @Nullable String address,
            Map<String, String> details) {}

    /** Entries that are in the chain: within about a second of what they record. */
    public List<Item> search(Search search) {
        StringBuilder sql = new StringBuilder("SELECT s.sequence, " + AuditRows.ENTRY
                + " FROM audit_seal s JOIN audit_entry e ON e.id = s.entry_id WHERE e.tenant_id = :tenant");
        append(sql, " AND e.case_number = :case", search.caseNumber());
        append(sql, " AND e.actor = :actor", search.actor());
        append(sql, " AND e.at >= :from", search.from());
        append(sql, " AND e.at < :until", search.until());
        append(sql, " AND s.sequence < :before", search.before());
        JdbcClient.StatementSpec query = jdbc.sql(
                        sql.append(" ORDER BY s.sequence DESC LIMIT :limit").toString())
                .param("tenant", search.tenantId())
                .param("limit", search.limit());
        query = search.caseNumber() == null ? query : query.param("case", search.caseNumber());
        query = search.actor() == null
                ? query
                : query.param("actor", customers.hidden(search.tenantId(), search.actor()));
        query = search.from() == null
                ? query
                : query.param("from", search.from().atOffset(ZoneOffset.UTC));
        query = search.until() == null
                ? query
                : query.param("until", search.until().atOffset(ZoneOffset.UTC));
        query = search.before() == null ? query : query.param("before", search.before());
        return query.query((row, n) -> item(row.getLong("sequence"), Objects.requireNonNull(AuditRows.entry(row))))
                .list();
    }

    private static void append(StringBuilder sql, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
        }
    }

    private static Item item(long sequence, StoredEntry stored) {
        AuditEntry entry = stored.entry();
        return new Item(
                sequence,
                stored.at(),
                entry.actor(),
                entry.action(),
                entry.outcome().name(),
                entry.caseNumber(),
                entry.address(),
                entry.details());
    }
}
