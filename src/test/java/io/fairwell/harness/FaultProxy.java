package io.fairwell.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between an application and something it talks to over TCP, and breaks the line in the ways lines break. */
final class FaultProxy implements AutoCloseable {

    /**
     * How the line behaves.
     *
     * @param delay before each piece of an answer is passed on
     * @param bytes of answers after which a connection is reset
     */
    record Line(Kind kind, Duration delay, int bytes) {

        enum Kind {
            GOOD,
            /** Nobody listens: a connection is reset as soon as it is made. */
            RESET,
            /** Connections are made, and whatever is said vanishes. */
            BLACK_HOLE,
            DELAY,
            /** Reset in the middle of the answers. */
            CUT
        }

        static final Line GOOD = new Line(Kind.GOOD, Duration.ZERO, 0);
        static final Line RESET = new Line(Kind.RESET, Duration.ZERO, 0);
        static final Line BLACK_HOLE = new Line(Kind.BLACK_HOLE, Duration.ZERO, 0);

        static Line delay(Duration delay) {
            return new Line(Kind.DELAY, delay, 0);
        }

        static Line cutAfter(int bytes) {
            return new Line(Kind.CUT, Duration.ZERO, bytes);
        }
    }

    private static final int BUFFER = 16 * 1024;

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Line line = Line.GOOD;

    FaultProxy(int targetPort) {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
        start("fault-proxy", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on; connections that stand are reset where nothing can get through any more. */
    void line(Line next) {
        line = next;
        if (next.kind() == Line.Kind.RESET) {
            open.forEach(FaultProxy::reset);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                open.add(caller);
                start("fault-proxy-line", () -> serve(caller));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket caller) {
        if (line.kind() == Line.Kind.RESET) {
            reset(caller);
            open.remove(caller);
            return;
        }
        try (caller;
                Socket callee = new Socket()) {
            callee.connect(target);
            caller.setTcpNoDelay(true);
            callee.setTcpNoDelay(true);
            open.add(callee);
            Thread questions = start("fault-proxy-questions", () -> pump(caller, callee, false));
            pump(callee, caller, true);
            questions.interrupt();
            open.remove(callee);
        } catch (IOException e) {
            // an end of the line is away: the other one sees the connection close
        } finally {
            open.remove(caller);
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[BUFFER];
        long passed = 0;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                Line now = line;
                if (now.kind() == Line.Kind.BLACK_HOLE) {
                    continue;
                }
                if (answers && now.kind() == Line.Kind.DELAY) {
                    Thread.sleep(now.delay().toMillis());
                }
                passed += n;
                if (answers && now.kind() == Line.Kind.CUT && passed > now.bytes()) {
                    reset(to);
                    reset(from);
                    return;
                }
                out.write(buffer, 0, n);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset(to);
            reset(from);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        try {
            server.close();
            open.forEach(FaultProxy::reset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
