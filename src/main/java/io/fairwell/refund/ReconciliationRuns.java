package io.fairwell.refund;

import io.fairwell.refund.Reconciliation.State;
import io.fairwell.refund.Reconciliation.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The runs; a unique index lets only one go on at a time, on whatever node. */
@Repository
class ReconciliationRuns {

    private final JdbcClient jdbc;
    private final ReconciliationProperties properties;
    private final Clock clock;

    ReconciliationRuns(JdbcClient jdbc, ReconciliationProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** Whether the last one that was completed is long enough ago, and none is going on or has just failed. */
    boolean isDue() {
        if (properties.every().isZero()) {
            return false;
        }
        return jdbc.sql("""
                        SELECT NOT EXISTS (
                            SELECT FROM refund_reconciliation
                            WHERE state = 'RUNNING' AND alive_at >= :silent
                               OR state = 'DONE' AND started_at > :last
                               OR state = 'FAILED' AND ended_at > :failed)
                        """)
                .param("silent", now().minus(properties.takeOverAfter()))
                .param("last", now().minus(properties.every()))
                .param("failed", now().minus(properties.retry()))
                .query(Boolean.class)
                .single();
    }

    /**
     * @param from null for where the last one that was completed ended, less the overlap; never later than that, so
     *     that no gap is left
     * @return empty while another one runs
     */
    @Transactional
    Optional<Reconciliation> start(String gateway, @Nullable Instant from) {
        jdbc.sql("""
                        UPDATE refund_reconciliation SET state = 'FAILED', error = 'ABANDONED', ended_at = :now
                        WHERE state = 'RUNNING' AND alive_at < :silent
                        """)
                .param("now", now())
                .param("silent", now().minus(properties.takeOverAfter()))
                .update();
        return jdbc.sql("""
                        INSERT INTO refund_reconciliation (gateway, state, from_at, to_at, started_at, alive_at)
                        VALUES (:gateway, 'RUNNING', :from, :now, :now, :now)
                        ON CONFLICT DO NOTHING
                        RETURNING *
                        """)
                .param("gateway", gateway)
                .param("from", begin(gateway, from))
                .param("now", now())
                .query(ReconciliationRuns::read)
                .optional();
    }

    private OffsetDateTime begin(String gateway, @Nullable Instant from) {
        OffsetDateTime next = next(gateway);
        return from == null || next.toInstant().isBefore(from) ? next : from.atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime next(String gateway) {
        OffsetDateTime covered = jdbc.sql("""
                        SELECT least(:now, coalesce(
                            (SELECT max(to_at) FROM refund_reconciliation WHERE state = 'DONE' AND gateway = :gateway),
                            (SELECT min(created_at) FROM refund_intent)))
                        """)
                .param("now", now())
                .param("gateway", gateway)
                .query(OffsetDateTime.class)
                .single();
        return covered.minus(properties.overlap());
    }

    /** @return whether the run is still this node's */
    @Transactional
    boolean goOn(Reconciliation run, Tally tally) {
        return update(run, tally, State.RUNNING, null);
    }

    /** @param error null when it was completed @return whether the run was still this node's */
    @Transactional
    boolean end(Reconciliation run, Tally tally, @Nullable String error) {
        return update(run, tally, error == null ? State.DONE : State.FAILED, error);
    }

    private boolean update(Reconciliation run, Tally tally, State state, @Nullable String error) {
        return jdbc.sql("""
                        UPDATE refund_reconciliation
                        SET state = :state, alive_at = :now, ended_at = :ended, compared = :compared, healed = :healed,
                            found = :found, error = :error
                        WHERE id = :id AND state = 'RUNNING'
                        """)
                        .param("state", state.name())
                        .param("now", now())
                        .param("ended", state == State.RUNNING ? null : now())
                        .param("compared", tally.compared())
                        .param("healed", tally.healed())
                        .param("found", tally.found())
                        .param("error", error)
                        .param("id", run.id())
                        .update()
                == 1;
    }

    Reconciliation get(long id) {
        return jdbc.sql("SELECT * FROM refund_reconciliation WHERE id = ?")
                .param(id)
                .query(ReconciliationRuns::read)
                .single();
    }

    List<Reconciliation> latest(int limit) {
        return jdbc.sql("SELECT * FROM refund_reconciliation ORDER BY id DESC LIMIT ?")
                .param(limit)
                .query(ReconciliationRuns::read)
                .list();
    }

    private static Reconciliation read(ResultSet row, int index) throws SQLException {
        return new Reconciliation(
                row.getLong("id"),
                row.getString("gateway"),
                State.valueOf(row.getString("state")),
                row.getTimestamp("from_at").toInstant(),
                row.getTimestamp("to_at").toInstant(),
                row.getTimestamp("started_at").toInstant(),
                RefundRow.instant(row.getTimestamp("ended_at")),
                row.getInt("compared"),
                row.getInt("healed"),
                row.getInt("found"),
                row.getString("error"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
