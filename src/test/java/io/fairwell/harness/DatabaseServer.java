package io.fairwell.harness;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL of its own that writes to disk as a real one does, can be killed outright, and recovers. */
final class DatabaseServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Path data;
    private final Path log;
    private final int port;
    private final Path binary;
    private Process server;

    /** @param log of the server, added to */
    DatabaseServer(Path log) {
        this.log = log;
        try {
            folder = Files.createTempDirectory("fairwell-harness");
            data = folder.resolve("data");
            port = freePort();
            binary = prepare();
            server = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    /** Unpacks the binaries and makes the data folder. @return the server's program */
    @SuppressWarnings("try") // started in order to be stopped
    private Path prepare() throws IOException {
        try (EmbeddedPostgres first = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(PATIENCE)
                .start()) {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            return Path.of(ProcessHandle.of(pid).orElseThrow().info().command().orElseThrow());
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U")); // it refuses to run as root
        }
        command.addAll(List.of(
                binary.toString(), "-D", data.toString(), "-p", Integer.toString(port), "-c", "max_connections=300"));
        command.addAll(List.of("-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady() {
        await("the database takes connections").atMost(PATIENCE).until(() -> {
            try (var connection = DriverManager.getConnection(url())) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        });
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    /** As kill -9 of the server and all its processes. */
    void killHard() {
        List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
        server.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        all.forEach(one -> one.onExit().join());
    }

    /** On what it had written; returns when it takes connections. */
    void startAgain() {
        try {
            server = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        killHard();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
