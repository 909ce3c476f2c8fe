package io.fairwell.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one PostgreSQL server of a test run, started on first use and stopped with the JVM. Each caller of
 * {@link #create()} gets an empty database of its own. Durability is off: it is about speed here, and the tests of
 * durability start servers of their own.
 */
public final class TestDatabase {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TestDatabase() {}

    /** Creates an empty database and returns its JDBC address (no password; the user is part of the address). */
    public static String create() {
        var name = "test_" + COUNTER.incrementAndGet();
        try (var connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Server.INSTANCE.getJdbcUrl("postgres", name);
    }

    /**
     * Empties all of Fairwell's own tables; leaves the engine's and Flyway's alone. The ledger refuses to be emptied:
     * as a replica, this one transaction fires no triggers. Only a superuser may do that.
     */
    public static void truncate(DataSource dataSource) {
        var tables = JdbcClient.create(dataSource).sql("""
                        SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables
                        WHERE schemaname = 'public' AND tablename <> 'flyway_schema_history'
                          AND tablename NOT LIKE 'act\\_%'""").query(String.class).optional();
        tables.ifPresent(names -> new JdbcTemplate(dataSource)
                .execute("BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE " + names
                        + " RESTART IDENTITY CASCADE; COMMIT"));
    }

    private static final class Server {

        static final EmbeddedPostgres INSTANCE = start();

        @SuppressWarnings("resource") // lives as long as the JVM, whose shutdown hook stops it
        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "500")
                        .setServerConfig("wal_level", "minimal")
                        .setServerConfig("max_wal_senders", "0")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
