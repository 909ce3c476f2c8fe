package io.fairwell.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A system that events are sent to: keeps what it got, and answers as a test tells it. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Handler handler = exchange -> exchange.sendResponseHeaders(204, -1);

    record Received(String id, long timestamp, List<String> signatures, String type, String host, String body) {}

    /** Answers one request; its body has been read. */
    interface Handler {
        void answer(HttpExchange exchange) throws IOException;
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    headers.getFirst("webhook-id"),
                    Long.parseLong(headers.getFirst("webhook-timestamp")),
                    Arrays.asList(headers.getFirst("webhook-signature").split(" ")),
                    headers.getFirst("Content-Type"),
                    headers.getFirst("Host"),
                    body));
            handler.answer(exchange);
        }
    }

    void answers(Handler next) {
        handler = next;
    }

    void answers(int status) {
        handler = exchange -> exchange.sendResponseHeaders(status, -1);
    }

    List<Received> received() {
        return received;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** @param host 127.0.0.1, or another name that a test makes stand for it */
    String url(String host) {
        return "http://" + host + ":" + port() + "/hooks";
    }

    String url() {
        return url("127.0.0.1");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
