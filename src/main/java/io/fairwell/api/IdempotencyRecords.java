package io.fairwell.api;

import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The answers that were given, by caller and key; sealed, because they may hold what people wrote. */
@Repository
class IdempotencyRecords {

    /** As the contract promises. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final String BODY = "idempotency_record.body";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    IdempotencyRecords(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    record Key(String tenantId, String clientId, String value) {}

    /**
     * An answer as it was sent.
     *
     * @param requestHash SHA-256 of what was asked
     */
    record Stored(
            byte[] requestHash,
            int status,
            @Nullable String location,
            @Nullable String contentLanguage,
            byte[] body) {}

    /**
     * Takes the key until the transaction ends, however it ends. An advisory lock and not a row, because a request that
     * waits for a row of another one would occupy a connection for as long as that one runs.
     *
     * @return false when another request holds it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean tryLock(Key key) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(lockNumber(key))
                .query(Boolean.class)
                .single();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Stored> find(Key key) {
        return jdbc.sql("""
                        SELECT request_hash, status, location, content_language, body FROM idempotency_record
                        WHERE tenant_id = ? AND client_id = ? AND idempotency_key = ? AND created_at > ?
                        """)
                .param(key.tenantId())
                .param(key.clientId())
                .param(key.value())
                .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Stored(
                        row.getBytes("request_hash"),
                        row.getInt("status"),
                        row.getString("location"),
                        row.getString("content_language"),
                        open(key, row.getBytes("body"))))
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void add(Key key, Stored stored) {
        // A record past its time that the purge has not reached yet gives way.
        jdbc.sql("""
                        INSERT INTO idempotency_record
                          (tenant_id, client_id, idempotency_key, created_at, request_hash, status, location, content_language, body)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (tenant_id, client_id, idempotency_key) DO UPDATE SET
                          created_at = excluded.created_at, request_hash = excluded.request_hash, status = excluded.status,
                          location = excluded.location, content_language = excluded.content_language, body = excluded.body
                        """)
                .param(key.tenantId())
                .param(key.clientId())
                .param(key.value())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(stored.requestHash())
                .param(stored.status())
                .param(stored.location())
                .param(stored.contentLanguage())
                .param(vault.sealer(owner(key)).seal(BODY, stored.body()))
                .update();
    }

    private static Owner owner(Key key) {
        return Owner.system(key.tenantId(), "idempotency_record");
    }

    private byte[] open(Key key, byte[] sealed) {
        return Objects.requireNonNull(vault.open(owner(key), BODY, sealed));
    }

    /** Forgets what is past its time, once an hour. @return how many */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    @Transactional
    public int purge() {
        return jdbc.sql("DELETE FROM idempotency_record WHERE created_at <= ?")
                .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static long lockNumber(Key key) {
        String name = "idempotency\n" + key.tenantId() + '\n' + key.clientId() + '\n' + key.value();
        return ByteBuffer.wrap(DigestUtils.sha256(name)).getLong();
    }
}
