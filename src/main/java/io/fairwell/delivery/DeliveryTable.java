package io.fairwell.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What all tables of messages have in common: columns {@code id}, {@code status} (PENDING, SENT, PARKED), {@code
 * attempts}, {@code next_attempt_at}, {@code tried_since}, {@code last_error} and {@code sent_at}. A message that is
 * being delivered is PENDING, with the end of its lease in {@code next_attempt_at}.
 */
public final class DeliveryTable {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String table;

    /** @param table a constant, never anything that came from outside */
    public DeliveryTable(JdbcClient jdbc, Clock clock, String table) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.table = table;
    }

    /** Holds even for a node whose lease had run out: what was handed over was handed over. */
    public void sent(long id) {
        jdbc.sql("UPDATE " + table + " SET status = 'SENT', sent_at = ?, last_error = NULL WHERE id = ?")
                .params(timestamp(clock.instant()), id)
                .update();
    }

    /** @param attempt which one failed; a node whose lease had run out does not interfere with the one that took over */
    public void tryAgain(long id, int attempt, Instant at, String error) {
        jdbc.sql("UPDATE " + table + " SET next_attempt_at = ?, last_error = ?"
                        + " WHERE id = ? AND attempts = ? AND status = 'PENDING'")
                .params(timestamp(at), error, id, attempt)
                .update();
    }

    /** @param attempt as for {@link #tryAgain} */
    public void park(long id, int attempt, String error) {
        jdbc.sql("UPDATE " + table + " SET status = 'PARKED', last_error = ?"
                        + " WHERE id = ? AND attempts = ? AND status = 'PENDING'")
                .params(error, id, attempt)
                .update();
    }

    /** Begins from the start, under the same id for the receiving side. */
    public void restart(long id) {
        Instant now = clock.instant();
        jdbc.sql("UPDATE " + table + " SET status = 'PENDING', attempts = 0, next_attempt_at = ?, tried_since = ?"
                        + " WHERE id = ?")
                .params(timestamp(now), timestamp(now), id)
                .update();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
