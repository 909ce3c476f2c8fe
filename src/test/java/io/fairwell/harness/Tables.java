package io.fairwell.harness;

import io.fairwell.harness.Evidence.Case;
import io.fairwell.harness.Evidence.Intent;
import io.fairwell.harness.Evidence.Line;
import io.fairwell.harness.Evidence.Outgoing;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The product's tables, read past the product. */
final class Tables {

    private static final String CASES = """
            SELECT c.case_number, c.subscription_id, c.status, c.ended_at IS NOT NULL AS ended,
              c.body #>> '{awaiting,who}' AS who, c.body #>> '{awaiting,what}' AS what,
              c.body #>> '{refund,state}' AS refund_state, c.body #>> '{refund,amount,amount}' AS refund,
              coalesce(r.instances, 0) AS instances, coalesce(w.work, 0) AS work,
              coalesce(m.waits, 0) + coalesce(t.timers, 0) AS waits,
              (SELECT string_agg(kind, ',') FROM (SELECT kind FROM case_event e
                 WHERE e.case_number = c.case_number
                   AND kind IN ('RECEIVED', 'BENEFITS_ENDED', 'REFUND_PAID', 'COMPLETED', 'WITHDRAWN')
                 GROUP BY kind HAVING count(*) > 1) twice) AS repeated
            FROM cancellation_case c
            LEFT JOIN (SELECT e.business_key_, e.id_, count(*) OVER (PARTITION BY e.business_key_) AS instances
                       FROM act_ru_execution e JOIN act_re_procdef p ON p.id_ = e.proc_def_id_
                       WHERE e.parent_id_ IS NULL AND p.key_ = 'cancellation') r ON r.business_key_ = c.case_number
            LEFT JOIN (SELECT t.proc_inst_id_, count(*) AS work FROM act_ru_task t
                       WHERE t.assignee_ IS NOT NULL
                         OR EXISTS (SELECT 1 FROM act_ru_identitylink l WHERE l.task_id_ = t.id_)
                       GROUP BY 1) w ON w.proc_inst_id_ = r.id_
            LEFT JOIN (SELECT proc_inst_id_, count(*) AS waits FROM act_ru_event_subscr GROUP BY 1) m
                   ON m.proc_inst_id_ = r.id_
            LEFT JOIN (SELECT process_instance_id_, count(*) AS timers FROM act_ru_job WHERE type_ = 'timer' GROUP BY 1) t
                   ON t.process_instance_id_ = r.id_
            """;

    private static final String BROKEN_JOBS = """
            SELECT coalesce(j.process_def_key_, '') || ' ' || j.id_ FROM act_ru_job j
            WHERE j.retries_ = 0 AND NOT EXISTS (SELECT 1 FROM act_ru_incident i WHERE i.configuration_ = j.id_)
            """;

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final String url;

    Tables(String url) {
        this.url = url;
    }

    List<Case> cases() {
        return list(
                CASES,
                row -> new Case(
                        row.getString("case_number"),
                        row.getString("subscription_id"),
                        row.getString("status"),
                        row.getBoolean("ended"),
                        row.getString("who") + " " + row.getString("what"),
                        String.valueOf(row.getString("refund_state")),
                        row.getString("refund") == null ? null : minor(row.getString("refund")),
                        row.getInt("instances"),
                        row.getInt("work"),
                        row.getInt("waits"),
                        row.getString("repeated") == null
                                ? List.of()
                                : List.of(row.getString("repeated").split(","))));
    }

    List<Intent> intents() {
        return list(
                "SELECT id, case_number, leg, amount_minor, state FROM refund_intent",
                row -> new Intent(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5)));
    }

    List<Outgoing> outbox() {
        return list(
                "SELECT case_number, kind, recipient, message_id, status FROM outbox_message",
                row -> new Outgoing(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
    }

    List<Line> lines() {
        return list(
                "SELECT p.intent_id, p.kind, l.account, l.amount_minor"
                        + " FROM refund_line l JOIN refund_posting p ON p.id = l.posting_id",
                row -> new Line(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
    }

    List<String> brokenJobs() {
        return list(BROKEN_JOBS, row -> row.getString(1));
    }

    static long minor(String amount) {
        return new BigDecimal(amount).movePointRight(2).longValueExact();
    }

    long number(String sql) {
        return list(sql, row -> row.getLong(1)).get(0);
    }

    void change(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> List<T> list(String sql, Row<T> reader) {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
