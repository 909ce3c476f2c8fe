package io.fairwell.webhook;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where clients want the events of the cases that they brought. */
@Repository
public class WebhookEndpoints {

    private static final String MINE = "tenant_id = ? AND client_id = ? AND case_number IS NULL";

    private final JdbcClient jdbc;
    private final WebhookQueue queue;
    private final Clock clock;

    WebhookEndpoints(JdbcClient jdbc, WebhookQueue queue, Clock clock) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.clock = clock;
    }

    /** @param disabledAt since when nothing is sent there, because it answered 410; putting it again enables it */
    public record Endpoint(
            String url,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant disabledAt) {}

    public Optional<Endpoint> find(ClientId client) {
        return jdbc.sql("SELECT * FROM webhook_endpoint WHERE url IS NOT NULL AND " + MINE)
                .params(client.tenantId(), client.clientId())
                .query(WebhookEndpoints::read)
                .optional();
    }

    /**
     * Registers the client's one endpoint, or changes it; what still waits goes to the new address.
     *
     * @param url one that {@link Callbacks#accepts}
     */
    @Transactional
    public Endpoint put(ClientId client, String url) {
        OffsetDateTime now = timestamp(clock.instant());
        jdbc.sql("""
                        INSERT INTO webhook_endpoint AS known (tenant_id, client_id, url, host, created_at, updated_at)
                        VALUES (:tenant, :client, :url, :host, :now, :now)
                        ON CONFLICT (tenant_id, client_id) WHERE case_number IS NULL DO UPDATE SET
                          url = excluded.url, host = excluded.host, updated_at = excluded.updated_at,
                          created_at = CASE WHEN known.url IS NULL THEN excluded.created_at ELSE known.created_at END,
                          disabled_at = NULL, disabled_by = NULL
                        """)
                .param("tenant", client.tenantId())
                .param("client", client.clientId())
                .param("url", url)
                .param("host", Callbacks.host(URI.create(url)))
                .param("now", now)
                .update();
        // Whoever mends an endpoint does not want to wait for a pause that the broken one had earned.
        jdbc.sql("DELETE FROM webhook_pause WHERE tenant_id = ? AND client_id = ?")
                .params(client.tenantId(), client.clientId())
                .update();
        return find(client).orElseThrow();
    }

    /** Takes the endpoint away; what still waits for it is parked. */
    @Transactional
    public void remove(ClientId client) {
        jdbc.sql("UPDATE webhook_endpoint SET url = NULL, disabled_at = ?, disabled_by = 'REMOVED' WHERE " + MINE
                        + " RETURNING id")
                .params(timestamp(clock.instant()), client.tenantId(), client.clientId())
                .query(Long.class)
                .optional()
                .ifPresent(id -> queue.parkAll(id, "ENDPOINT_REMOVED"));
    }

    /** It answered 410: nobody is interested any more. What still waits for it is parked. */
    @Transactional
    void gone(long id) {
        jdbc.sql("UPDATE webhook_endpoint SET disabled_at = ?, disabled_by = 'GONE' WHERE id = ?")
                .params(timestamp(clock.instant()), id)
                .update();
        queue.parkAll(id, "HTTP_410");
    }

    /** The client's own endpoint, as long as it takes events. */
    record Registered(long id, String url) {}

    Optional<Registered> registered(ClientId client) {
        return jdbc.sql("SELECT id, url FROM webhook_endpoint WHERE disabled_at IS NULL AND " + MINE)
                .params(client.tenantId(), client.clientId())
                .query((row, n) -> new Registered(row.getLong("id"), row.getString("url")))
                .optional();
    }

    /** @return the endpoint that a declaration named, made when its first event comes; empty once it is disabled */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Long> ofCase(ClientId client, String caseNumber, String host) {
        OffsetDateTime now = timestamp(clock.instant());
        jdbc.sql("""
                        INSERT INTO webhook_endpoint (tenant_id, client_id, case_number, host, created_at, updated_at)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (case_number) WHERE case_number IS NOT NULL DO NOTHING
                        """)
                .params(client.tenantId(), client.clientId(), caseNumber, host, now, now)
                .update();
        return jdbc.sql("SELECT id FROM webhook_endpoint WHERE case_number = ? AND disabled_at IS NULL")
                .param(caseNumber)
                .query(Long.class)
                .optional();
    }

    private static Endpoint read(ResultSet row, int index) throws SQLException {
        Timestamp disabled = row.getTimestamp("disabled_at");
        return new Endpoint(
                row.getString("url"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                disabled == null ? null : disabled.toInstant());
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
