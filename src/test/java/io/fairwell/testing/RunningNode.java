package io.fairwell.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * One of several nodes: the packaged application in a process of its own, on a port of its own, on a
 * database that others may use too. Knows the demo's people, client and subscriptions. All nodes have one secret and one
 * public address, so a token of one is good at all. The package has to be there: for tests named {@code *IT}.
 */
public final class RunningNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);
    /** Generous: a machine that builds something else meanwhile is no failure of ours. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final String READY = "Fairwell is ready";

    private final int port;
    private final Path folder;
    private final Path log;
    private final List<String> arguments;
    private final ApiCaller api;
    private volatile @Nullable Process process;
    private volatile boolean toldToEnd;
    private long launched;

    private RunningNode(String databaseUrl, String... arguments) {
        try {
            this.folder = Files.createTempDirectory("fairwell-node");
            this.log = folder.resolve("application.log");
            this.port = freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.api = new ApiCaller(baseUrl());
        List<String> all = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--spring.datasource.url=" + databaseUrl,
                "--fairwell.demo=true",
                "--fairwell.secret=a-secret-for-tests-only-0123456789abcdef",
                "--fairwell.public-url=http://localhost:8080"));
        all.addAll(List.of(arguments));
        this.arguments = List.copyOf(all);
    }

    /**
     * Starts one and returns at once; see {@link #awaitReady()}.
     *
     * @param databaseUrl with the user in it, as {@link DurablePostgres#url()} has it
     * @param arguments as on the command line, {@code --key=value}; they come last, so they win
     */
    public static RunningNode launch(String databaseUrl, String... arguments) {
        RunningNode node = new RunningNode(databaseUrl, arguments);
        node.launchAgain();
        return node;
    }

    /** So many at the same moment, and waits until all are ready; none is left running where one fails. */
    public static List<RunningNode> startTogether(int count, String databaseUrl, String... arguments) {
        List<RunningNode> nodes = IntStream.range(0, count)
                .mapToObj(i -> launch(databaseUrl, arguments))
                .toList();
        try {
            nodes.forEach(RunningNode::awaitReady);
        } catch (RuntimeException | Error e) {
            nodes.forEach(RunningNode::close);
            throw e;
        }
        return nodes;
    }

    /** On the same port, with the same arguments; returns at once. */
    public void launchAgain() {
        List<String> command = new ArrayList<>(PackagedApplication.prepared());
        command.addAll(arguments);
        launched = System.nanoTime();
        api.useToken(null);
        try {
            if (Files.exists(log)) {
                Files.writeString(log.resolveSibling("earlier.log"), earlierLog() + log());
                Files.delete(log);
            }
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            toldToEnd = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready; fails with the log if it ends before. */
    public RunningNode awaitReady() {
        await(READY).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            boolean alive = isAlive(); // asked first: what it wrote before its end is then complete
            if (isReady()) {
                return true;
            }
            if (!alive) {
                throw new IllegalStateException("ended before it was ready:\n" + log());
            }
            return false;
        });
        LOG.info("{} ready after {} ms", this, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - launched));
        return this;
    }

    /** Whether the present run has got as far as saying so. */
    public boolean isReady() {
        return log().contains(READY);
    }

    public boolean isAlive() {
        Process present = process;
        return present != null && present.isAlive();
    }

    /** Whether it has ended, and nobody here has brought that about. */
    public boolean hasEndedByItself() {
        return process != null && !isAlive() && !toldToEnd;
    }

    public long pid() {
        return running().pid();
    }

    public int port() {
        return port;
    }

    public String baseUrl() {
        return "http://localhost:" + port;
    }

    /** Calls of an upstream system at this node. */
    public ApiCaller api() {
        return api;
    }

    /** What the present run has written so far. */
    public String log() {
        return read(log);
    }

    /** What the runs before the present one have written. */
    public String earlierLog() {
        return read(log.resolveSibling("earlier.log"));
    }

    private static String read(Path file) {
        try {
            // Leniently: the last character may be written only in part yet.
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As kill -9: no chance to tidy up. */
    public void killHard() {
        toldToEnd = true;
        running().destroyForcibly();
        awaitEnd();
    }

    /** As kill: asked to end; returns at once. */
    public void terminate() {
        toldToEnd = true;
        running().destroy();
    }

    /** As kill, and waited for. */
    public void stop() {
        terminate();
        awaitEnd();
    }

    /** @return the exit code */
    public int awaitEnd() {
        try {
            if (!running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running:\n" + log());
            }
            return running().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it at once where it still runs, and removes its folder. */
    @Override
    public void close() {
        if (isAlive()) {
            killHard();
        }
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process running() {
        Process present = process;
        if (present == null) {
            throw new IllegalStateException("not started");
        }
        return present;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String toString() {
        return "node at " + baseUrl();
    }
}
