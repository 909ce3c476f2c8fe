package io.fairwell.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that outlived the process it belonged to (killed, not stopped). Found through {@code
 * postmaster.pid} in the data folder: process id in line 1, start in epoch seconds in line 3.
 */
record Orphan(ProcessHandle process, Path dataFolder) {

    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
    private static final Duration START_TOLERANCE = Duration.ofMinutes(1);
    private static final int STOP_SECONDS = 60;

    /**
     * Removes what a killed run left behind: stops its server in order if it still runs, else deletes its pid file. The
     * caller holds the home folder, so nobody else uses this server.
     */
    static void clear(Path dataFolder) throws IOException {
        var pidFile = dataFolder.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        var orphan = find(dataFolder, Files.readAllLines(pidFile));
        if (orphan.isPresent()) {
            LOG.info("Stopping the database server that a killed run left behind");
            orphan.get().stop();
        }
        Files.deleteIfExists(pidFile);
    }

    private static Optional<Orphan> find(Path dataFolder, List<String> pidFile) {
        if (pidFile.size() < 3) { // killed while the server wrote it: it was not up yet
            return Optional.empty();
        }
        var started = Instant.ofEpochSecond(Long.parseLong(pidFile.get(2).strip()));
        return ProcessHandle.of(Long.parseLong(pidFile.get(0).strip()))
                .filter(process -> isServer(process, started))
                .map(process -> new Orphan(process, dataFolder));
    }

    /** Process ids are used again, after a reboot soon: only a PostgreSQL of that very start is ours. */
    private static boolean isServer(ProcessHandle process, Instant started) {
        var info = process.info();
        return info.command()
                        .filter(command -> fileName(command).startsWith("postgres"))
                        .isPresent()
                && info.startInstant()
                        .filter(at -> Duration.between(at, started).abs().compareTo(START_TOLERANCE) < 0)
                        .isPresent();
    }

    private void stop() throws IOException {
        var server = Path.of(process.info().command().orElseThrow());
        var control = server.resolveSibling(fileName(server.toString()).replace("postgres", "pg_ctl"));
        var command = new ArrayList<>(Superuser.prefix());
        command.addAll(List.of(
                control.toString(),
                "stop",
                "-D",
                dataFolder.toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                Integer.toString(STOP_SECONDS)));
        var stopping = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!stopping.waitFor(STOP_SECONDS + 5L, TimeUnit.SECONDS) || stopping.exitValue() != 0) {
                throw notStopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notStopped();
        }
    }

    private StartRefused notStopped() {
        return new StartRefused(
                "A killed run left its database server behind (process " + process.pid() + "); it does not stop.",
                "Stop that process by hand, then start again. The data in " + dataFolder + " is safe.");
    }

    private static String fileName(String path) {
        return Path.of(path).getFileName().toString();
    }
}
