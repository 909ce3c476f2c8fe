package io.fairwell.audit;

import io.fairwell.audit.AuditEntry.Outcome;
import io.fairwell.testing.MutableClock;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One node's audit trail on a database, put together by hand: a new one has forgotten what the last one has seen. */
final class Trail {

    static final String SECRET = "a-secret-for-tests-only-0123456789abcdef";

    final TransactionTemplate transaction;
    final AuditRows rows;
    final Chain chain;
    final Unsealed unsealed;
    final AuditTrail trail;
    final Sealer sealer;
    final AuditVerification verification;
    final AuditCut cut;
    final JdbcTemplate jdbc;

    Trail(DataSource database, MutableClock clock) {
        this(database, clock, SECRET);
    }

    Trail(DataSource database, MutableClock clock, String secret) {
        var transactions = new JdbcTransactionManager(database);
        transaction = new TransactionTemplate(transactions);
        jdbc = new JdbcTemplate(database);
        rows = new AuditRows(JdbcClient.create(jdbc), jdbc);
        chain = new Chain(secret);
        unsealed = new Unsealed(rows, clock);
        trail = new AuditTrail(rows, chain, unsealed, new Customers((of, number) -> number), clock);
        sealer = new Sealer(rows, chain, unsealed, trail, transaction);
        verification = new AuditVerification(rows, chain, clock, transactions);
        cut = new AuditCut(rows, chain, verification, trail, clock, transaction);
    }

    void write(String tenant, String actor, String action) {
        transaction.executeWithoutResult(status -> trail.record(entry(tenant, actor, action)));
    }

    static AuditEntry entry(String tenant, String actor, String action) {
        return new AuditEntry(
                tenant, actor, action, Outcome.DONE, "FW-1", "192.0.2.7", Map.of("zwei", "退订", "eins", "1"));
    }

    /** As somebody does who has the database and switches off what protects it. */
    void tamper(String... statements) {
        transaction.executeWithoutResult(status -> {
            jdbc.execute("SET LOCAL session_replication_role = replica");
            for (String statement : statements) {
                jdbc.execute(statement);
            }
        });
    }
}
