package io.fairwell.webhook;

import io.fairwell.security.Seal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What events to a client are signed with. */
@Repository
public class WebhookSecrets {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    /** A client that rotates all the time must not make the header grow without end. */
    private static final int MOST_SIGNATURES = 5;
    /** Replaced secrets are kept as long as the answer that showed them can be asked for again. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Duration overlap;
    private final Clock clock;

    WebhookSecrets(JdbcClient jdbc, Seal seal, WebhookProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.overlap = properties.secretOverlap();
        this.clock = clock;
    }

    /** @param previousUntil how long the one before goes on signing too; null where there was none */
    public record Rotated(
            String id, Instant createdAt, @Nullable Instant previousUntil) {}

    /** Makes a new secret; those before it go on signing for the time of the overlap. */
    @Transactional
    public Rotated rotate(ClientId client) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant until = now.plus(overlap);
        jdbc.sql("DELETE FROM webhook_secret WHERE tenant_id = ? AND client_id = ? AND retires_at < ?")
                .params(client.tenantId(), client.clientId(), timestamp(now.minus(KEPT)))
                .update();
        int replaced = jdbc.sql(
                        "UPDATE webhook_secret SET retires_at = ? WHERE tenant_id = ? AND client_id = ? AND retires_at IS NULL")
                .params(timestamp(until), client.tenantId(), client.clientId())
                .update();
        return new Rotated(add(client, now), now, replaced == 0 ? null : until);
    }

    private String add(ClientId client, Instant now) {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        Seal.Sealed sealed = seal.close(key);
        String id = "sec_" + UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO webhook_secret (id, tenant_id, client_id, salt, sealed, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """)
                .params(id, client.tenantId(), client.clientId(), sealed.salt(), sealed.content(), timestamp(now))
                .update();
        return id;
    }

    /** @return the secret as its client enters it, {@code whsec_…}; empty once it is no longer kept */
    public Optional<String> show(ClientId client, String id) {
        return jdbc.sql("SELECT salt, sealed FROM webhook_secret WHERE tenant_id = ? AND client_id = ? AND id = ?")
                .params(client.tenantId(), client.clientId(), id)
                .query((row, n) -> seal.open(new Seal.Sealed(row.getString("salt"), row.getBytes("sealed"))))
                .optional()
                .map(key -> PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /**
     * The keys that sign now, newest first. A client without any gets one: nothing leaves unsigned, and whoever asks for
     * a secret later can still check what was sent within the overlap.
     */
    List<byte[]> signing(ClientId client) {
        List<byte[]> keys = valid(client);
        if (keys.isEmpty()) {
            add(client, clock.instant());
            return valid(client);
        }
        return keys;
    }

    private List<byte[]> valid(ClientId client) {
        return jdbc.sql("""
                        SELECT salt, sealed FROM webhook_secret
                        WHERE tenant_id = ? AND client_id = ? AND (retires_at IS NULL OR retires_at > ?)
                        ORDER BY created_at DESC, retires_at DESC NULLS FIRST LIMIT ?
                        """)
                .params(client.tenantId(), client.clientId(), timestamp(clock.instant()), MOST_SIGNATURES)
                .query((row, n) -> seal.open(new Seal.Sealed(row.getString("salt"), row.getBytes("sealed"))))
                .list();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
