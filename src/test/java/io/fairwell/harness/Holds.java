package io.fairwell.harness;

import io.fairwell.testing.gateway.Entry;
import io.fairwell.testing.gateway.Fault;
import io.fairwell.testing.gateway.StubGateway;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Holds refunds at their {@link CodePoint}s, so that nodes can be killed with one at each of them. The product knows
 * nothing of it: triggers of our own wait for advisory locks that we hold, and the gateway takes its time.
 */
final class Holds implements AutoCloseable {

    private static final int LOCKS = 4711;
    private static final int LOOKS_EVERY_MS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String FUNCTION = """
            CREATE FUNCTION harness_hold() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM cancellation_case
                           WHERE case_number = NEW.case_number AND subscription_id = TG_ARGV[0]) THEN
                    PERFORM pg_advisory_xact_lock_shared(4711, TG_ARGV[1]::int);
                END IF;
                RETURN NEW;
            END $$
            """;

    private final Tables tables;
    private final StubGateway gateway;
    private final Connection locks;

    Holds(Tables tables, String url, StubGateway gateway) {
        this.tables = tables;
        this.gateway = gateway;
        try {
            locks = DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<CodePoint> inTheDatabase() {
        return Arrays.stream(CodePoint.values())
                .filter(CodePoint::isInTheDatabase)
                .toList();
    }

    static List<CodePoint> atTheGateway() {
        return Arrays.stream(CodePoint.values())
                .filter(point -> !point.isInTheDatabase())
                .toList();
    }

    void arm() {
        tables.change(FUNCTION);
        for (CodePoint point : inTheDatabase()) {
            execute("SELECT pg_advisory_lock(" + LOCKS + ", " + point.ordinal() + ")");
            tables.change(point.trigger());
        }
        arm(CodePoint.AT_THE_CALL, Fault.SLOW);
        arm(CodePoint.BEFORE_THE_ANSWER, Fault.APPLIED_THEN_SLOW);
    }

    private void arm(CodePoint point, Fault fault) {
        String subscription = point.plannedCase().subscription();
        gateway.fault(fault, 1, request -> request.subscriptionId().equals(subscription));
    }

    /** Until a transaction waits at each of those in the database. */
    void awaitHeldInTheDatabase() throws InterruptedException {
        awaitSeen(() -> tables.number("SELECT count(DISTINCT objid) FROM pg_locks WHERE locktype = 'advisory'"
                        + " AND classid = " + LOCKS + " AND NOT granted")
                == inTheDatabase().size());
    }

    /** Until the gateway has both calls; they end by themselves before long. */
    void awaitHeldAtTheGateway(int faultsBefore) throws InterruptedException {
        awaitSeen(() -> slowCalls() == faultsBefore + atTheGateway().size());
    }

    int slowCalls() {
        return (int) gateway.journal().stream()
                .filter(entry -> entry.kind() == Entry.Kind.FAULT)
                .filter(entry -> String.valueOf(entry.detail()).contains("SLOW"))
                .count();
    }

    private static void awaitSeen(java.util.function.BooleanSupplier seen) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!seen.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("not every code point is reached");
            }
            Thread.sleep(LOOKS_EVERY_MS);
        }
    }

    /** What waits goes on: for nobody, if its node is dead. */
    void release() {
        execute("SELECT pg_advisory_unlock_all()");
    }

    private void execute(String sql) {
        try (var statement = locks.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            locks.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        tables.change("DROP FUNCTION IF EXISTS harness_hold() CASCADE");
    }
}
