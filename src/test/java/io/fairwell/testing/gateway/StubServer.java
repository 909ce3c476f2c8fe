package io.fairwell.testing.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 on bare sockets, so that an answer may go wrong at any byte. One thread per connection. */
final class StubServer implements AutoCloseable {

    private static final int LARGEST_BODY = 1 << 20;

    /** @param headers by lower-case name */
    record Call(String method, String target, Map<String, String> headers, byte[] body) {

        String path() {
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }

        Map<String, String> query() {
            int begin = target.indexOf('?');
            return begin < 0 ? Map.of() : form(target.substring(begin + 1));
        }

        /** @return empty where it is absent */
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        static Map<String, String> form(String encoded) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
            return fields;
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    /** How an answer leaves. */
    enum Delivery {
        WHOLE,
        /** A reset instead of it. */
        RESET,
        /** Half of it, then the end of the connection. */
        TRUNCATED,
        /** A byte every now and then, until the caller goes. */
        DRIBBLE,
        /** The body as it is, without status line and headers. */
        RAW,
        /** Headers, then more and more until the caller goes. */
        ENDLESS
    }

    record Answer(int status, String contentType, byte[] body, Map<String, String> headers, Delivery delivery) {

        static Answer json(int status, String body) {
            return new Answer(
                    status, "application/json", body.getBytes(StandardCharsets.UTF_8), Map.of(), Delivery.WHOLE);
        }

        static Answer html(int status, String body) {
            return new Answer(status, "text/html", body.getBytes(StandardCharsets.UTF_8), Map.of(), Delivery.WHOLE);
        }

        Answer with(String header, String value) {
            return new Answer(status, contentType, body, Map.of(header, value), delivery);
        }

        Answer by(Delivery other) {
            return new Answer(status, contentType, body, headers, other);
        }
    }

    interface Handler {
        Answer handle(Call call) throws InterruptedException;
    }

    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param port 0 for any that is free */
    StubServer(int port, Handler handler) {
        this.handler = handler;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("stub-gateway-accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                start("stub-gateway-call", () -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Call call = read(in);
            while (call != null && deliver(socket, handler.handle(call))) {
                call = read(in);
            }
        } catch (IOException e) {
            // The caller went away: their affair.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!server.isClosed()) {
                throw e;
            }
            // An answer that was slower than this server lived.
        } finally {
            open.remove(socket);
        }
    }

    private static @Nullable Call read(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        if (first.length != 3) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > LARGEST_BODY) {
            throw new IOException("too large");
        }
        return new Call(first[0], first[1], headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** @return whether the connection may be used again */
    private static boolean deliver(Socket socket, Answer answer) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        byte[] head = head(answer).getBytes(StandardCharsets.ISO_8859_1);
        switch (answer.delivery()) {
            case WHOLE -> {
                byte[] whole = java.util.Arrays.copyOf(head, head.length + answer.body().length);
                System.arraycopy(answer.body(), 0, whole, head.length, answer.body().length);
                out.write(whole);
                return true;
            }
            case RESET -> socket.setSoLinger(true, 0);
            case RAW -> out.write(answer.body());
            case TRUNCATED -> {
                out.write(head);
                out.write(answer.body(), 0, answer.body().length / 2);
            }
            case DRIBBLE -> {
                out.write(head);
                for (int i = 0; i < answer.body().length - 1; i++) {
                    out.write(answer.body()[i]);
                    out.flush();
                    Thread.sleep(100);
                }
                waitForTheEnd(socket);
            }
            case ENDLESS -> {
                out.write(head);
                byte[] more = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 4096; i++) {
                    out.write(more);
                }
            }
        }
        return false;
    }

    private static void waitForTheEnd(Socket socket) throws IOException {
        if (socket.getInputStream().read() >= 0) {
            throw new IOException("the caller sent more without waiting for the answer");
        }
    }

    private static String head(Answer answer) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Stub\r\n");
        head.append("Content-Type: ").append(answer.contentType()).append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (answer.delivery() == Delivery.ENDLESS) {
            head.append("Connection: close\r\n");
        } else if (answer.status() != 204) {
            head.append("Content-Length: ").append(answer.body().length).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
