package io.fairwell.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server for tests of durability: it writes to disk as a real one does, can be stopped hard and started
 * again on what it had written, and keeps its port.
 */
public final class DurablePostgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final int port;
    private @Nullable EmbeddedPostgres running;

    private DurablePostgres() throws IOException {
        this.folder = Files.createTempDirectory("fairwell-postgres");
        this.port = RunningNode.freePort();
    }

    public static DurablePostgres start() {
        try {
            DurablePostgres server = new DurablePostgres();
            server.startAgain();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the data of the former run, on the same port; returns when it takes connections. */
    public void startAgain() {
        try {
            running = EmbeddedPostgres.builder()
                    .setDataDirectory(data())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(true)
                    .setPort(port)
                    .setPGStartupWait(PATIENCE)
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code pg_ctl stop -m immediate}: connections are cut, nothing is tidied up; the next start recovers. */
    public void stopHard() {
        signal("QUIT");
    }

    /** As {@code pg_ctl stop -m fast}: connections are cut, then it stops in order. */
    public void stop() {
        signal("INT");
    }

    private void signal(String signal) {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data().resolve("postmaster.pid")).get(0).strip());
            ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
            server.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            letGo();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The library knows only how to stop in order; what is left for it to do is to give back the folder. */
    private void letGo() throws IOException {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    public int port() {
        return port;
    }

    /** The JDBC address of its one database, with the user in it; there is no password. */
    public String url() {
        return urlVia(port);
    }

    /** The same through something in between that listens on this port. */
    public String urlVia(int otherPort) {
        return "jdbc:postgresql://localhost:" + otherPort + "/postgres?user=postgres";
    }

    /** The one number that this query finds. */
    public long number(String sql) {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes something behind the application's back. */
    public int update(String sql) {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Stops it where it runs, and removes its data. */
    @Override
    public void close() {
        if (running != null) {
            stopHard();
        }
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
