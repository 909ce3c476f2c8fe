package io.fairwell.harness;

import io.fairwell.testing.RunningNode;
import io.fairwell.testing.gateway.StubGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes of the packaged application and everything around them. The database writes to disk as a real one does;
 * the gateway and the mail server live in this JVM, which nobody kills.
 */
final class Cluster implements AutoCloseable {

    private static final int JOBS = 4;
    static final String SECRET = "the-secret-of-the-gateway-0123456789";
    private static final String CALLBACK_SECRET = "the-secret-of-its-callbacks-01234567";

    private static final int LOOKS_EVERY_MS = 100;
    private static final Duration SETTLES_AFTER = Duration.ofSeconds(3);
    /** Long enough that the product mostly has asked again before. */
    private static final int LATE_BY_LOCKS = 3;

    private final Path folder;
    private final History history;
    private final DatabaseServer database;
    private final StubGateway gateway;
    private final FaultProxy gatewayLine;
    private final MailServer mail = new MailServer();
    private final FaultProxy mailLine = new FaultProxy(mail.port());
    private final List<RunningNode> nodes = new ArrayList<>();
    private volatile @Nullable RunningNode frozen;

    Cluster(Size size, Path folder, History history) throws InterruptedException {
        this.folder = folder;
        this.history = history;
        try {
            Files.deleteIfExists(folder.resolve("gateway.journal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database = new DatabaseServer(folder.resolve("postgres.log"));
        gateway = StubGateway.start(0, folder.resolve("gateway.journal"), SECRET, null, CALLBACK_SECRET)
                .slowness(size.readTimeout().plusSeconds(2))
                .lateness(size.lock().multipliedBy(LATE_BY_LOCKS))
                .settleAfter(SETTLES_AFTER);
        gatewayLine = new FaultProxy(gateway.port());
        try {
            String[] arguments = arguments(size);
            for (int i = 0; i < size.nodes(); i++) {
                nodes.add(RunningNode.launch(database.url() + "&ApplicationName=" + nodeName(i), arguments));
            }
            for (RunningNode node : nodes) {
                awaitUp(node);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        gateway.callBackTo(addresses().stream()
                .map(node -> URI.create(node + "/callbacks/payments/http"))
                .toList());
        history.add("run", "nodes at " + addresses());
    }

    /** As the database sees it. */
    static String nodeName(int index) {
        return "node-" + index;
    }

    private String[] arguments(Size size) {
        String gatewayUrl = gateway.url().replace(":" + gateway.port(), ":" + gatewayLine.port());
        return new String[] {
            "--spring.mail.host=localhost",
            "--spring.mail.port=" + mailLine.port(),
            "--fairwell.refund.gateway=http",
            "--fairwell.refund.http.url=" + gatewayUrl,
            "--fairwell.refund.http.secret=" + SECRET,
            "--fairwell.refund.http.callback-secret=" + CALLBACK_SECRET,
            "--fairwell.refund.connect-timeout=1s",
            "--fairwell.refund.read-timeout=" + size.readTimeout(),
            // Three nodes and their database share the machine, and each connection has caches of its own to fill.
            "--camunda.bpm.job-execution.core-pool-size=" + JOBS,
            "--camunda.bpm.job-execution.max-pool-size=" + JOBS,
            "--spring.datasource.hikari.maximum-pool-size=" + (2 * JOBS + 10),
            // Connections live as long as their node, a minute or two: statements are planned once, and not five times.
            "--spring.datasource.hikari.data-source-properties.prepareThreshold=1",
            "--spring.datasource.hikari.data-source-properties.options=-cplan_cache_mode=force_generic_plan",
            "--fairwell.deadlines.look-up=PT2S",
            "--fairwell.deadlines.look-ups=60",
            "--camunda.bpm.job-execution.lock-time-in-millis=" + size.lock().toMillis(),
        };
    }

    /** @throws IllegalStateException where it ends before it is ready */
    static void awaitUp(RunningNode node) throws InterruptedException {
        while (!node.isReady()) {
            if (!node.isAlive()) {
                throw new IllegalStateException("ended before it was ready:\n" + node.log());
            }
            Thread.sleep(LOOKS_EVERY_MS);
        }
    }

    Tables tables() {
        return new Tables(database.url());
    }

    DatabaseServer database() {
        return database;
    }

    StubGateway gateway() {
        return gateway;
    }

    FaultProxy gatewayLine() {
        return gatewayLine;
    }

    MailServer mail() {
        return mail;
    }

    FaultProxy mailLine() {
        return mailLine;
    }

    /** Which node is stopped in its tracks; nobody kills it meanwhile. */
    void frozen(@Nullable RunningNode node) {
        frozen = node;
    }

    boolean isOneFrozen() {
        return frozen != null;
    }

    boolean isUp(RunningNode node) {
        return node != frozen && node.isAlive() && node.isReady();
    }

    RunningNode node(int index) {
        return nodes.get(index);
    }

    int size() {
        return nodes.size();
    }

    List<String> addresses() {
        return nodes.stream().map(RunningNode::baseUrl).toList();
    }

    /** What the nodes wrote, kept where a failed build is looked at. */
    void keepLogs() {
        for (int i = 0; i < nodes.size(); i++) {
            try {
                RunningNode node = nodes.get(i);
                Files.writeString(folder.resolve("node-" + i + ".log"), node.earlierLog() + node.log());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        history.add("run", "end of the cluster");
        nodes.forEach(RunningNode::close);
        gateway.close();
        gatewayLine.close();
        mailLine.close();
        mail.close();
        database.close();
    }
}
