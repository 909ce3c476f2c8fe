package io.fairwell.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Leaves hosts alone that do not answer, so that they cost no more than a few calls now and then. */
@Repository
class Pauses {

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** A host may ask for more, but not bring all of a client's events to a halt for days. */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Pauses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Twice as long each time, up to five minutes. */
    void afterSilence(ClientId client, String host) {
        Instant now = clock.instant();
        int failures = jdbc.sql("""
                        INSERT INTO webhook_pause AS known (tenant_id, client_id, host, failures, until)
                        VALUES (?, ?, ?, 1, ?)
                        ON CONFLICT (tenant_id, client_id, host) DO UPDATE SET failures = known.failures + 1
                        RETURNING failures
                        """)
                .params(client.tenantId(), client.clientId(), host, now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        Duration pause = SHORTEST.multipliedBy(1L << Math.min(failures - 1, 10));
        extend(client, host, pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    }

    /** @param asked by the host itself */
    void asAskedFor(ClientId client, String host, Duration asked) {
        jdbc.sql("""
                        INSERT INTO webhook_pause (tenant_id, client_id, host, failures, until) VALUES (?, ?, ?, 0, ?)
                        ON CONFLICT DO NOTHING
                        """)
                .params(
                        client.tenantId(),
                        client.clientId(),
                        host,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        extend(client, host, asked.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : asked);
    }

    private void extend(ClientId client, String host, Duration pause) {
        jdbc.sql("""
                        UPDATE webhook_pause SET until = GREATEST(until, ?)
                        WHERE tenant_id = ? AND client_id = ? AND host = ?
                        """)
                .params(
                        clock.instant().plus(pause).atOffset(ZoneOffset.UTC),
                        client.tenantId(),
                        client.clientId(),
                        host)
                .update();
    }

    /** It answers again. */
    void end(ClientId client, String host) {
        jdbc.sql("DELETE FROM webhook_pause WHERE tenant_id = ? AND client_id = ? AND host = ?")
                .params(client.tenantId(), client.clientId(), host)
                .update();
    }
}
