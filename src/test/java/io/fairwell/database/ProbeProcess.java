package io.fairwell.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link DatabaseProbe} in a Java process of its own, on a folder given. */
final class ProbeProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path output;

    ProbeProcess(Path home, String... arguments) throws IOException {
        output = Files.createTempFile("probe", ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DatabaseProbe.class.getName(),
                "--fairwell.home=" + home));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Waits until the process has written this, and fails with its whole output if it ends without. */
    ProbeProcess awaitOutput(String text) {
        await().atMost(PATIENCE).until(() -> {
            var running = process.isAlive(); // asked first: what it wrote before its end is then complete
            if (output().contains(text)) {
                return true;
            }
            if (!running) {
                throw new IllegalStateException("ended without '" + text + "':\n" + output());
            }
            return false;
        });
        return this;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As kill -9: the process gets no chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** As kill: the process is asked to end. */
    void terminate() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    /** Ends its input and waits for its exit code. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running:\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) { // a test that failed: its server has to go, too
            process.getOutputStream().close();
            process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
        Files.delete(output);
    }
}
