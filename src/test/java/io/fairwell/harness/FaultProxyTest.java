package io.fairwell.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.harness.FaultProxy.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before a server that answers every byte with the same byte. */
class FaultProxyTest {

    private static final int SHORT_MS = 200;

    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = new FaultProxy(echo.getLocalPort());
        Thread thread = new Thread(() -> {
            while (!echo.isClosed()) {
                try (Socket socket = echo.accept()) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                } catch (IOException e) {
                    // the next one
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    private Socket caller() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(SHORT_MS);
        return socket;
    }

    private static int say(Socket socket, int what) throws IOException {
        socket.getOutputStream().write(what);
        return socket.getInputStream().read();
    }

    @Test
    void aGoodLinePassesEverythingOn() throws IOException {
        try (Socket caller = caller()) {
            caller.setSoTimeout(0);
            assertThat(say(caller, 7)).isEqualTo(7);
            assertThat(say(caller, 8)).isEqualTo(8);
        }
    }

    @Test
    void aBlackHoleSwallowsWithoutAWord() throws IOException {
        proxy.line(Line.BLACK_HOLE);

        try (Socket caller = caller()) {
            assertThatThrownBy(() -> say(caller, 7)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aResetEndsConnectionsThatStand() throws IOException {
        try (Socket caller = caller()) {
            caller.setSoTimeout(0);
            assertThat(say(caller, 7)).isEqualTo(7);

            proxy.line(Line.RESET);

            assertThatThrownBy(() -> {
                        while (say(caller, 8) >= 0) {
                            // until it is noticed
                        }
                        throw new IOException("closed");
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aSlowLineAnswersLate() throws IOException {
        proxy.line(Line.delay(Duration.ofMillis(2 * SHORT_MS)));

        try (Socket caller = caller()) {
            assertThatThrownBy(() -> say(caller, 7)).isInstanceOf(SocketTimeoutException.class);
            caller.setSoTimeout(0);
            assertThat(caller.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void aCutComesInTheMiddle() throws IOException {
        proxy.line(Line.cutAfter(2));

        try (Socket caller = caller()) {
            caller.setSoTimeout(0);
            assertThat(say(caller, 7)).isEqualTo(7);
            assertThat(say(caller, 8)).isEqualTo(8);
            assertThatThrownBy(() -> {
                        if (say(caller, 9) < 0) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }
}
