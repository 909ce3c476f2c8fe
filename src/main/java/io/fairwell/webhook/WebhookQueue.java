package io.fairwell.webhook;

import io.fairwell.delivery.BackOff;
import io.fairwell.delivery.DeliveryTable;
import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The events on their way, as they are stored. */
@Repository
class WebhookQueue {

    /** A call takes ten seconds at most, and the name has to be looked up before it. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private final JdbcClient jdbc;
    private final DeliveryTable table;
    private final Vault vault;
    private final Clock clock;

    WebhookQueue(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.table = new DeliveryTable(jdbc, clock, "webhook_delivery");
        this.clock = clock;
    }

    /** @param caseNumber null for a test */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(
            String tenantId,
            long endpointId,
            @Nullable String caseNumber,
            String webhookId,
            EventType type,
            String body) {
        OffsetDateTime now = timestamp(clock.instant());
        jdbc.sql("""
                        INSERT INTO webhook_delivery (tenant_id, endpoint_id, case_number, webhook_id, type, body, status,
                          next_attempt_at, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, 'PENDING', ?, ?)
                        """)
                .params(tenantId, endpointId, caseNumber, webhookId, type.text(), body, now, now)
                .update();
    }

    /**
     * Takes the event that has been due longest, so that no other node sends it at the same time, and no event of a case
     * before the earlier ones of that case for the same endpoint are delivered or parked. A node that dies with it loses
     * it again after {@link #LEASE}.
     *
     * @param busy hosts to leave alone
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<WebhookMessage> claim(Collection<String> busy) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        WITH due AS (
                          SELECT d.id, e.client_id, e.host, e.disabled_at, e.url, f.callback_url
                          FROM webhook_delivery d
                            JOIN webhook_endpoint e ON e.id = d.endpoint_id
                            LEFT JOIN case_file f ON f.case_number = e.case_number
                            LEFT JOIN webhook_pause p
                              ON p.tenant_id = e.tenant_id AND p.client_id = e.client_id AND p.host = e.host
                          WHERE d.status = 'PENDING' AND d.next_attempt_at <= :now
                            AND (p.until IS NULL OR p.until <= :now) AND e.host <> ALL (string_to_array(:busy, ' '))
                            AND NOT EXISTS (
                              SELECT 1 FROM webhook_delivery earlier
                              WHERE earlier.endpoint_id = d.endpoint_id AND earlier.case_number = d.case_number
                                AND earlier.id < d.id AND earlier.status = 'PENDING')
                          ORDER BY d.next_attempt_at, d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
                        UPDATE webhook_delivery d SET attempts = attempts + 1, next_attempt_at = :leaseEnd
                        FROM due WHERE d.id = due.id
                        RETURNING d.*, due.client_id, due.host, due.disabled_at, due.url, due.callback_url
                        """)
                .param("now", timestamp(now))
                .param("leaseEnd", timestamp(now.plus(LEASE)))
                .param("busy", String.join(" ", busy))
                .query(this::read)
                .optional();
    }

    /** What waits for a host that has been silent for as long as anything is tried goes no further by itself. */
    void parkWhatWaitsInVain() {
        Instant now = clock.instant();
        jdbc.sql("""
                        UPDATE webhook_delivery d SET status = 'PARKED', last_error = COALESCE(last_error, 'HOST_SILENT')
                        FROM webhook_endpoint e
                          JOIN webhook_pause p
                            ON p.tenant_id = e.tenant_id AND p.client_id = e.client_id AND p.host = e.host
                        WHERE e.id = d.endpoint_id AND p.until > :now AND d.status = 'PENDING'
                          AND d.next_attempt_at <= :now AND COALESCE(d.tried_since, d.created_at) < :oldest
                        """)
                .param("now", timestamp(now))
                .param("oldest", timestamp(now.minus(BackOff.LONGEST)))
                .update();
    }

    void sent(WebhookMessage message) {
        table.sent(message.id());
    }

    void tryAgain(WebhookMessage message, Instant at, String error) {
        table.tryAgain(message.id(), message.attempts(), at, error);
    }

    void park(WebhookMessage message, String error) {
        table.park(message.id(), message.attempts(), error);
    }

    /** Everything that waits for an endpoint that takes nothing any more. */
    void parkAll(long endpointId, String error) {
        jdbc.sql("""
                        UPDATE webhook_delivery SET status = 'PARKED', last_error = ?
                        WHERE endpoint_id = ? AND status = 'PENDING'
                        """).params(error, endpointId).update();
    }

    /**
     * One that was delivered may be sent again too: the receiving side may have lost it.
     *
     * @return false when there is none of that tenant, it is pending, or its endpoint takes nothing any more
     */
    boolean restart(String tenantId, String webhookId) {
        Optional<Long> found =
                jdbc.sql("""
                        SELECT d.id FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id
                        WHERE d.tenant_id = ? AND d.webhook_id = ? AND d.status <> 'PENDING' AND e.disabled_at IS NULL
                        FOR UPDATE OF d
                        """).params(tenantId, webhookId).query(Long.class).optional();
        found.ifPresent(table::restart);
        return found.isPresent();
    }

    private WebhookMessage read(ResultSet row, int index) throws SQLException {
        Timestamp restarted = row.getTimestamp("tried_since");
        Timestamp since = restarted == null ? row.getTimestamp("created_at") : restarted;
        return new WebhookMessage(
                row.getLong("id"),
                new ClientId(row.getString("tenant_id"), row.getString("client_id")),
                row.getLong("endpoint_id"),
                row.getString("webhook_id"),
                row.getString("type"),
                row.getString("body"),
                row.getInt("attempts"),
                since.toInstant(),
                row.getString("host"),
                address(row),
                row.getTimestamp("disabled_at") != null);
    }

    /** The client's own, else the one of the declaration; null once that is erased. */
    private @Nullable String address(ResultSet row) throws SQLException {
        String own = row.getString("url");
        if (own != null) {
            return own;
        }
        Owner owner = Owner.ofCase(row.getString("tenant_id"), String.valueOf(row.getString("case_number")));
        return vault.open(owner, "case_file.callback_url", row.getString("callback_url"));
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
