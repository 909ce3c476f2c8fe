package io.fairwell.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;

/**
 * One node at a time makes tables, deploys models and adds what has to be there: nodes that start meanwhile wait before
 * their migrations. Only our migrations would lock by themselves; the engine makes its tables without.
 *
 * <p>The lock is PostgreSQL's, on a connection of its own, so it is gone as soon as this process is, however it ends.
 */
@Component
class StartLock implements FlywayMigrationStrategy, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(StartLock.class);

    /** Any number that no other advisory lock uses. */
    private static final long LOCK = 0x66617265_73746172L;

    private static final long LOOK_AGAIN_MILLIS = 250;

    /** A machine that is gone without a word is noticed within half a minute, not in two hours. */
    private static final String KEEPALIVE =
            "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4";

    private final FirstConnection firstConnection;
    private @Nullable Connection connection;

    StartLock(@Value("${fairwell.database.patience}") Duration patience) {
        firstConnection = new FirstConnection(patience, Duration.ofMillis(LOOK_AGAIN_MILLIS));
    }

    @Override
    public void migrate(Flyway flyway) {
        take(flyway.getConfiguration().getDataSource());
        flyway.migrate();
    }

    private void take(DataSource pool) {
        try {
            // The driver's own connection: one of the pool would keep the lock after it was given back.
            connection = firstConnection.to(DataSourceBuilder.derivedFrom(pool)
                    .type(SimpleDriverDataSource.class)
                    .build());
            try (var statement = connection.createStatement()) {
                statement.execute(KEEPALIVE);
            }
            if (!tryLock(connection)) {
                LOG.info("Another node is starting on this database; waiting for it");
                awaitLock(connection);
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database cannot be used: " + e.getMessage(),
                    "See that PostgreSQL runs, and that spring.datasource.url, .username and .password are right.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting for the database, or for another node that was starting", e);
        }
    }

    /** Asks again and again: a statement that waits would keep an index from being built concurrently. */
    private static void awaitLock(Connection connection) throws SQLException, InterruptedException {
        do {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } while (!tryLock(connection));
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Everything is there now. */
    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void started() {
        release();
    }

    /** The start has failed, or there was no such event. */
    @Override
    public void destroy() {
        release();
    }

    private synchronized void release() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("the connection is gone, and the lock with it", e);
            }
            connection = null;
        }
    }
}
