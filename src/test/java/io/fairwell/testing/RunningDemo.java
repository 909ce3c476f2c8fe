package io.fairwell.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged application without any configuration, as its users start it: a process of its own with the
 * embedded database in a folder of its own. The package has to be there, so this is for tests named {@code *IT}.
 */
public final class RunningDemo implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningDemo.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Generous: a machine that builds something else meanwhile is no failure of ours. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** A client of another tenant that the shared demo knows beside its own; the hash is that of this secret. */
    public static final String OTHER_CLIENT = "north-upstream";

    public static final String OTHER_SECRET = "reader-secret";
    private static final String OTHER_HASH = "{bcrypt}$2a$04$quHUQeh97I4zFdoM0.fCb.zXJ.trby6K0e90uNcI3Jfz9H8WHqBRm";
    private static final String OTHER_PREFIX = "--fairwell.security.clients." + OTHER_CLIENT;

    private static @Nullable RunningDemo shared;

    private final Path folder;
    private final Path log;
    private final int port;
    private final ApiCaller api;
    private final List<String> program;
    private final List<String> arguments;
    private @Nullable Process process;

    private RunningDemo(List<String> program, List<String> arguments) {
        try {
            this.folder = Files.createTempDirectory("fairwell-demo");
            this.log = folder.resolve("application.log");
            this.port = RunningNode.freePort();
            PackagedApplication.linkRuntime(home());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.api = new ApiCaller(baseUrl());
        this.program = program;
        this.arguments = List.copyOf(arguments);
    }

    /** One for all tests of this JVM that add cases of their own and otherwise read; stopped when the JVM ends. */
    public static synchronized RunningDemo shared() {
        if (shared == null) {
            RunningDemo demo = startWithOtherTenant();
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop-shared-demo"));
            shared = demo;
        }
        return shared;
    }

    /** One for this test alone, with the client of another tenant that the shared one knows too. */
    public static RunningDemo startWithOtherTenant() {
        return start(
                OTHER_PREFIX + ".secret=" + OTHER_HASH,
                OTHER_PREFIX + ".scopes=cancellation:read,cancellation:write,subscription:write",
                OTHER_PREFIX + ".tenant=north");
    }

    /**
     * One for this test alone, which has to close it. It is not the first start on its data, which are as a first start
     * leaves them. @param arguments as on the command line, {@code --key=value}
     */
    public static RunningDemo start(String... arguments) {
        RunningDemo demo = new RunningDemo(PackagedApplication.prepared(), List.of(arguments));
        try {
            PackagedApplication.copyData(demo.home());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return started(demo);
    }

    /** The very file that users start, for this test alone, which has to close it. */
    public static RunningDemo startAsShipped(String... arguments) {
        return started(new RunningDemo(PackagedApplication.asShipped(), List.of(arguments)));
    }

    private static RunningDemo started(RunningDemo demo) {
        try {
            demo.startAgain();
        } catch (RuntimeException | Error e) {
            demo.close();
            throw e;
        }
        return demo;
    }

    /** Starts on the data of the former run and waits until it is ready; fails with the log if it does not get there. */
    public void startAgain() {
        long begin = System.nanoTime();
        int ready = count("Fairwell is ready");
        try {
            process = builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("Fairwell is ready").atMost(PATIENCE).until(() -> {
            boolean alive = running().isAlive(); // asked first: what it wrote before its end is then complete
            if (count("Fairwell is ready") > ready) {
                return true;
            }
            if (!alive) {
                throw new IllegalStateException("ended before it was ready:\n" + log());
            }
            return false;
        });
        LOG.info("demo ready after {} ms at {}", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin), baseUrl());
    }

    private ProcessBuilder builder() {
        List<String> command = new ArrayList<>(program);
        command.addAll(
                List.of("--server.port=" + port, "--fairwell.public-url=" + baseUrl(), "--fairwell.home=" + home()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    public String baseUrl() {
        return "http://localhost:" + port;
    }

    public ApiCaller api() {
        return api;
    }

    public int port() {
        return port;
    }

    /** Data, secrets and database log of this demo. */
    public Path home() {
        return folder.resolve("home");
    }

    /** Everything all runs wrote so far. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token of the demo's own client with all its scopes; the same one until the next start. */
    public String token() {
        return api.token();
    }

    /** @param scope empty for all of the client */
    public String token(String scope) {
        return token("demo-upstream", "demo-secret", scope);
    }

    public String token(String client, String secret, String scope) {
        return api.token(client, secret, scope);
    }

    /** The one number that this query finds, asked of the demo's database behind the application's back. */
    public long number(String sql) {
        return Long.parseLong(text(sql));
    }

    /** The one value that this query finds, as {@link #number}; empty where it finds nothing. */
    public String text(String sql) {
        try {
            String url = "jdbc:postgresql://localhost:"
                    + Files.readAllLines(home().resolve("postgres/postmaster.pid"))
                            .get(3)
                            .strip() + "/postgres";
            String password =
                    Files.readString(home().resolve("database-password")).strip();
            try (var connection = DriverManager.getConnection(url, "postgres", password);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                return rows.next() ? rows.getString(1) : "";
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the token. @param headers names and values */
    public Answer get(String path, String... headers) {
        return api.get(path, headers);
    }

    /** JSON with the token. @param headers names and values */
    public Answer post(String path, String json, String... headers) {
        return api.post(path, json, headers);
    }

    /** JSON with the token. @param headers names and values */
    public Answer put(String path, String json, String... headers) {
        return api.put(path, json, headers);
    }

    /** Without any header yet. */
    public HttpRequest.Builder request(String path) {
        return api.request(path);
    }

    public Answer send(HttpRequest.Builder request) {
        return api.send(request);
    }

    /** @throws UncheckedIOException where no answer arrived, for example because the application was killed */
    public static Answer send(HttpClient client, HttpRequest.Builder request) {
        return ApiCaller.send(client, request);
    }

    /** As kill -9: no chance to tidy up. The database server survives, as it would on a real machine. */
    public void killHard() {
        end(running().destroyForcibly());
    }

    /** As kill: asked to end, and waited for. */
    public void stop() {
        Process running = running();
        running.destroy();
        end(running);
    }

    private void end(Process ending) {
        api.useToken(null);
        try {
            if (!ending.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends everything, the database of a killed run too, and removes the folder. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
        try {
            endDatabase(home().resolve("postgres/postmaster.pid"));
            Files.deleteIfExists(home().resolve("runtime"));
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param pidFile of a server that has outlived its application, or none */
    static void endDatabase(Path pidFile) throws IOException {
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
            ProcessHandle.of(pid)
                    .filter(server -> server.info()
                            .command()
                            .filter(c -> c.endsWith("postgres"))
                            .isPresent())
                    .ifPresent(server -> {
                        server.destroy();
                        server.onExit().orTimeout(1, TimeUnit.MINUTES).join();
                    });
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private int count(String line) {
        return log().split(line, -1).length - 1;
    }

    /** What came back, with the words a test needs to look at it. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        /** @return empty where it is absent */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** Fails with the whole answer unless it has this status. */
        public Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError("expected " + status + ", got " + this);
            }
            return this;
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + this, e);
            }
        }

        /** The value at this JSON pointer as text; empty where there is none, "null" for null. */
        public String text(String pointer) {
            return json().at(pointer).asText();
        }

        @Override
        public String toString() {
            return response.request().method() + " " + response.uri() + " -> " + status() + "\n" + body();
        }
    }
}
