package io.fairwell.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL in a folder of ours, for the demo: reachable from this machine only, with a generated password, and as
 * durable as any other PostgreSQL.
 */
final class EmbeddedDatabase implements DisposableBean {

    static final String USER = "postgres";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String LOG_FILE = "postgres.log";
    private static final String PASSWORD_FILE = "database-password";
    private static final Duration RECOVERY_TIME = Duration.ofMinutes(2);

    private final HomeFolder home;
    private final EmbeddedPostgres server;
    private final String password;
    private boolean stopped;

    private EmbeddedDatabase(HomeFolder home, EmbeddedPostgres server, String password) {
        this.home = home;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server on the data in this folder, after clearing away what a killed run may have left.
     *
     * @param port 0 for any free one
     * @throws StartRefused if it cannot be started
     */
    static EmbeddedDatabase start(HomeFolder home, int port) {
        try {
            var data = home.resolve("postgres");
            var password = home.secret(PASSWORD_FILE);
            if (Files.notExists(data)) {
                prepare(home, data);
            }
            Orphan.clear(data);
            var chosen = freePort(port);
            var server = configure(home, data).setPort(chosen).start();
            LOG.info("Embedded PostgreSQL runs on port {}, data in {}", chosen, data);
            return new EmbeddedDatabase(home, server, password);
        } catch (IOException | IllegalStateException e) {
            throw new StartRefused(
                    "The embedded PostgreSQL does not start: " + e.getMessage(),
                    "Its log is " + home.resolve(LOG_FILE)
                            + ". Or configure a PostgreSQL of your own with spring.datasource.url.",
                    e);
        }
    }

    private static EmbeddedPostgres.Builder configure(HomeFolder home, Path data) throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(home.resolve(LOG_FILE).toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        Files.createDirectories(home.resolve("runtime")).toFile())
                .setRegisterShutdownHook(false) // it would stop the server while requests still end; see destroy()
                .setPGStartupWait(RECOVERY_TIME)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setConnectConfig("password", home.secret(PASSWORD_FILE))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                // further options of initdb; the builder knows no other way to hand them over
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", home.resolve(PASSWORD_FILE).toString())
                .setServerConfig("unix_socket_directories", "")
                // this library is made for tests and switches durability off
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
    }

    /** The data folder gets its name when it is complete, so a run killed meanwhile leaves none that does not work. */
    private static void prepare(HomeFolder home, Path data) throws IOException {
        var unfinished = data.resolveSibling("postgres.new");
        if (Files.exists(unfinished)) {
            Orphan.clear(unfinished);
            FileSystemUtils.deleteRecursively(unfinished);
        }
        configure(home, unfinished).start().close();
        Files.move(unfinished, data);
    }

    private static int freePort(int wanted) throws IOException {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new IOException("port " + wanted + " (fairwell.database.port) is in use", e);
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    String password() {
        return password;
    }

    /** Stops the server in order and gives the folder back. Safe to call more than once. */
    @Override
    public synchronized void destroy() throws IOException {
        if (stopped) {
            return;
        }
        stopped = true;
        try (home) {
            server.close();
        }
    }
}
