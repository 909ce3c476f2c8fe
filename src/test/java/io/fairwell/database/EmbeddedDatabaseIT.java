package io.fairwell.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database as its operator meets it: processes that end, are killed, and get in each other's way. */
class EmbeddedDatabaseIT {

    @TempDir
    private static Path folder;

    private Path home;

    /** The binaries are unpacked once for all tests: that is what takes the time. */
    @BeforeEach
    void createHome() throws IOException {
        home = Files.createTempDirectory(folder, "home");
        Files.createSymbolicLink(home.resolve("runtime"), Files.createDirectories(folder.resolve("runtime")));
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        try (var first = new ProbeProcess(home).awaitOutput("rows = 1")) {
            assertThat(first.output())
                    .contains("fsync = on", "synchronous_commit = on", "full_page_writes = on")
                    .contains("server_encoding = UTF8", "demo = true", "secret length = 43");
            assertThat(first.end()).isZero();
        }
        assertThat(home.resolve("postgres/postmaster.pid")).doesNotExist();
        var secret = Files.readString(home.resolve("secret"));

        try (var second = new ProbeProcess(home).awaitOutput("rows = 2")) {
            assertThat(second.end()).isZero();
        }
        assertThat(Files.readString(home.resolve("secret"))).isEqualTo(secret);
        for (var file : List.of("secret", "database-password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void startsAgainAfterAKillAndStopsTheServerLeftBehind() throws Exception {
        try (var killed = new ProbeProcess(home).awaitOutput("rows = 1")) {
            killed.kill();
        }
        var orphan = ProcessHandle.of(serverProcess()).orElseThrow();
        assertThat(orphan.isAlive()).isTrue();

        try (var next = new ProbeProcess(home).awaitOutput("rows = 2")) {
            assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(30));
            assertThat(next.end()).isZero();
        }
    }

    @Test
    void startsAgainAfterTheServerWasKilledToo() throws Exception {
        try (var killed = new ProbeProcess(home).awaitOutput("rows = 1")) {
            var server = ProcessHandle.of(serverProcess()).orElseThrow();
            killed.kill();
            server.destroyForcibly();
            assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(30));
        }
        // meanwhile the system gave the server's process id to somebody else
        var pidFile = home.resolve("postgres/postmaster.pid");
        var lines = Files.readAllLines(pidFile);
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        lines.set(2, Long.toString(Instant.now().getEpochSecond()));
        Files.write(pidFile, lines);

        try (var next = new ProbeProcess(home).awaitOutput("rows = 2")) {
            assertThat(next.end()).isZero();
        }
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefusedAndHarmsNothing() throws Exception {
        try (var first = new ProbeProcess(home).awaitOutput("rows = 1")) {
            try (var second = new ProbeProcess(home)) {
                assertThat(second.exitCode()).isNotZero();
                assertThat(second.output())
                        .contains("APPLICATION FAILED TO START", "Another Fairwell is running on the folder " + home)
                        .doesNotContain("\tat ");
            }
            assertThat(first.end()).isZero();
            assertThat(first.output()).contains("rows at the end = 1", "closed = true");
        }
    }

    @Test
    void stopsInOrderWhenAskedToTerminate() throws Exception {
        try (var probe = new ProbeProcess(home).awaitOutput("rows = 1")) {
            probe.terminate();
        }
        assertThat(home.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(Files.readString(home.resolve("postgres.log"))
                        .replace("FATAL:  the database system is starting up", "")) // answered to who asks too early
                .as("asked to stop after its creation and at the end, by then without connections")
                .containsPattern("(?s)(received fast shutdown request.*){2}")
                .doesNotContain("FATAL", "terminating connection");
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var probe = new ProbeProcess(home, "--fairwell.database.port=" + taken.getLocalPort())) {
            assertThat(probe.exitCode()).isNotZero();
            assertThat(probe.output())
                    .contains("port " + taken.getLocalPort() + " (fairwell.database.port) is in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aConfiguredDatabaseNeedsASecretAndStartsNothing() throws Exception {
        try (var probe = new ProbeProcess(home, "--spring.datasource.url=jdbc:postgresql://localhost:1/none")) {
            assertThat(probe.exitCode()).isNotZero();
            assertThat(probe.output())
                    .contains("no master secret (fairwell.secret)")
                    .doesNotContain("\tat ");
        }
        assertThat(home.resolve("lock")).doesNotExist();
    }

    private long serverProcess() throws Exception {
        return Long.parseLong(
                Files.readAllLines(home.resolve("postgres/postmaster.pid")).get(0));
    }
}
