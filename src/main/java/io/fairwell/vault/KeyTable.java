package io.fairwell.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code data_key}. The row of a destroyed key stays, without the key, so that it can be told what was erased. */
final class KeyTable {

    private static final String SELECT = "SELECT id, tenant_id, kind, subject, master_key, wrapped FROM data_key ";
    private static final String LIVE = "tenant_id = ? AND kind = ? AND subject = ? AND wrapped IS NOT NULL";

    private final JdbcClient jdbc;
    private final MasterKeys masters;
    private final Clock clock;

    KeyTable(JdbcClient jdbc, MasterKeys masters, Clock clock) {
        this.jdbc = jdbc;
        this.masters = masters;
        this.clock = clock;
    }

    /** @param wrapped null where the key was destroyed */
    record Row(UUID id, Owner owner, String masterKey, byte @Nullable [] wrapped) {}

    Optional<Row> find(UUID id) {
        return jdbc.sql(SELECT + "WHERE id = ?").param(id).query(KeyTable::read).optional();
    }

    /**
     * Kept from being destroyed until the transaction ends: what is sealed with it now is not lost. What is nobody's
     * alone is never destroyed, and everybody would meet at its row.
     */
    Optional<UUID> hold(Owner owner) {
        return jdbc.sql("SELECT id FROM data_key WHERE " + LIVE
                        + (owner.kind() == Owner.Kind.SYSTEM ? "" : " FOR KEY SHARE"))
                .params(owner.tenantId(), owner.kind().name(), owner.id())
                .query(UUID.class)
                .optional();
    }

    /** Does nothing where another transaction was faster. */
    void add(UUID id, Owner owner, byte[] key) {
        jdbc.sql("""
                        INSERT INTO data_key (id, tenant_id, kind, subject, master_key, wrapped, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (tenant_id, kind, subject) WHERE wrapped IS NOT NULL DO NOTHING
                        """)
                .params(id, owner.tenantId(), owner.kind().name(), owner.id(), masters.current())
                .param(masters.wrap(id, owner, key))
                .param(now())
                .update();
    }

    /** @return the key's id, where there was one to destroy */
    Optional<UUID> destroy(Owner owner) {
        Optional<UUID> held = jdbc.sql("SELECT id FROM data_key WHERE " + LIVE + " FOR UPDATE")
                .params(owner.tenantId(), owner.kind().name(), owner.id())
                .query(UUID.class)
                .optional();
        held.ifPresent(id -> jdbc.sql("UPDATE data_key SET wrapped = NULL, destroyed_at = ? WHERE id = ?")
                .params(now(), id)
                .update());
        return held;
    }

    /** A destroyed key tells whose it was; where that is a customer's number, it is not to be told any longer. */
    void rename(Owner owner, String subject) {
        jdbc.sql("UPDATE data_key SET subject = ? WHERE tenant_id = ? AND kind = ? AND subject = ? AND wrapped IS NULL")
                .params(subject, owner.tenantId(), owner.kind().name(), owner.id())
                .update();
    }

    List<String> mastersInUse() {
        return jdbc.sql("SELECT DISTINCT master_key FROM data_key WHERE wrapped IS NOT NULL ORDER BY 1")
                .query(String.class)
                .list();
    }

    Optional<Row> anyWrappedWith(String master) {
        return jdbc.sql(SELECT + "WHERE master_key = ? AND wrapped IS NOT NULL LIMIT 1")
                .param(master)
                .query(KeyTable::read)
                .optional();
    }

    /** @return how many were wrapped anew; 0 when all are wrapped with the present master key */
    int rewrap(int most) {
        List<Row> old = jdbc.sql(SELECT
                        + "WHERE wrapped IS NOT NULL AND master_key <> ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED")
                .params(masters.current(), most)
                .query(KeyTable::read)
                .list();
        for (Row row : old) {
            byte[] key = masters.unwrap(row.id(), row.owner(), row.masterKey(), wrapped(row));
            jdbc.sql("UPDATE data_key SET master_key = ?, wrapped = ? WHERE id = ?")
                    .params(masters.current(), masters.wrap(row.id(), row.owner(), key), row.id())
                    .update();
        }
        return old.size();
    }

    static byte[] wrapped(Row row) {
        byte[] wrapped = row.wrapped();
        if (wrapped == null) {
            throw new IllegalStateException("key " + row.id() + " was destroyed");
        }
        return wrapped;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Row read(ResultSet row, int index) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new Owner(
                        Owner.Kind.valueOf(row.getString("kind")),
                        row.getString("tenant_id"),
                        row.getString("subject")),
                row.getString("master_key"),
                row.getBytes("wrapped"));
    }
}
