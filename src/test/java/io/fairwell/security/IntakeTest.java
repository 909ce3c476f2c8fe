package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.FairwellTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is too large, too much or too slow, over real connections. */
@FairwellTest
class IntakeTest {

    private static final int KIB = 1024;

    @LocalServerPort
    private int port;

    @Autowired
    private LimitProperties limits;

    /** Each route, with more than it takes: whoever says how much will come is not read at all. */
    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/cancellations, application/json, 257",
        "PUT,  /api/v1/subscriptions/x, application/json, 257",
        "POST, /api/v1/subscriptions/import, text/csv, 8193",
        "POST, /api/v1/cancellations/FW-1/information, multipart/form-data;boundary=x, 53000",
        "POST, /v1/plan/cancel, application/x-www-form-urlencoded, 257",
        "POST, /callbacks/payments/http, application/json, 257",
        "POST, /engine-rest/process-definition/key/cancellation/start, application/json, 257",
        "POST, /engine-rest/deployment/create, multipart/form-data;boundary=x, 4097",
        "POST, /camunda/api/engine/engine/default/task/1/submit-form, application/json, 257",
        "POST, /login, application/x-www-form-urlencoded, 257",
        "POST, /login, application/x-www-form-urlencoded, 200",
        "POST, /oauth2/token, application/x-www-form-urlencoded, 257",
        "POST, /my/token/code, application/x-www-form-urlencoded, 200",
        "POST, /my/token/code, multipart/form-data;boundary=x, 257",
        "GET,  /api/v1/subscriptions, application/json, 257",
    })
    void tooMuchAnnounced(String method, String path, String type, int kib) throws IOException {
        String answer = send(
                method + " " + path + " HTTP/1.1\r\nHost: x\r\nAccept-Language: zh-CN\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + kib * (long) KIB + "\r\n\r\n",
                type.contains("urlencoded") && kib == 200 ? kib : 0,
                false);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("请求过大");
    }

    /** And whoever does not say it is stopped on the way. */
    @ParameterizedTest
    @CsvSource({
        "POST, /camunda/api/engine/engine/default/task/1/submit-form, application/json",
        "POST, /v1/plan/cancel, application/json",
        "POST, /callbacks/payments/http, application/json",
        "POST, /login, application/x-www-form-urlencoded",
        "POST, /oauth2/token, application/x-www-form-urlencoded",
        "POST, /my/token/code, application/x-www-form-urlencoded",
    })
    void tooMuchInPieces(String method, String path, String type) throws IOException {
        String answer = send(
                method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n",
                300,
                true);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("Request too large");
    }

    @Test
    void aPersonIsToldOnAPage() throws IOException {
        assertThat(send(
                        "POST /login HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nContent-Type: application/x-www-form-urlencoded"
                                + "\r\nContent-Length: 1000000\r\n\r\n",
                        0,
                        false))
                .startsWith("HTTP/1.1 413")
                .contains("<h1>Request too large</h1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/subscriptions", "/v1/points/status", "/engine-rest/process-instance/1", "/oauth2/token"
            })
    void aProgramIsToldInAProblemWhateverItWouldLike(String path) throws IOException {
        assertThat(send(
                        "POST " + path + " HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nContent-Type: application/json"
                                + "\r\nContent-Length: 1000000\r\n\r\n",
                        0,
                        false))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json");
        assertThat(send(
                        "GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nX-Forwarded-Port: many\r\n\r\n",
                        0,
                        false))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    /** What was done was done, also where a body that nobody needed never came. */
    @Test
    void whoBreaksOffIsToldWhatBecameOfTheRequest() throws IOException {
        assertThat(send("GET /assets/fairwell.css HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n", 0, false))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void tooManyParametersAndHeadersTooLarge() throws IOException {
        String many = "a=1&".repeat(600);
        assertThat(send("GET /api/v1/subscriptions?" + many + " HTTP/1.1\r\nHost: x\r\n\r\n", 0, false))
                .startsWith("HTTP/1.1 413");
        assertThat(send(
                        "GET /api/v1/subscriptions HTTP/1.1\r\nHost: x\r\nX-Much: " + "a".repeat(9 * KIB) + "\r\n\r\n",
                        0,
                        false))
                .startsWith("HTTP/1.1 400")
                .contains("malformed-request");
        assertThat(send("GET /login HTTP/1.1\r\nHost: x\r\n" + "X-A: 1\r\n".repeat(150) + "\r\n", 0, false))
                .startsWith("HTTP/1.1 400");
    }

    /**
     * As many as the server has threads, and more, that send a byte now and then: those with a body would each keep a
     * thread, were they let.
     */
    @Test
    @Timeout(120)
    void slowOnesDoNotKeepOthersWaiting() throws Exception {
        List<Socket> heads = new ArrayList<>();
        List<Socket> bodies = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                heads.add(open("GET /login HTTP/1.1\r\nHost: x\r\nX-Slow: "));
                bodies.add(open("POST /my/x/code HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded"
                        + "\r\nContent-Length: 1000\r\n\r\na"));
            }
            for (int round = 0; round < 2; round++) {
                dribble(heads);
                dribble(bodies);
                assertThat(others().statusCode()).isEqualTo(401);
                assertThat(post().statusCode()).isEqualTo(401);
            }
            long toldToGo = bodies.stream().filter(IntakeTest::hasAnswer).count();
            assertThat(toldToGo).isGreaterThanOrEqualTo(250L - limits.bodiesPerAddress());
            assertThat(heads.stream().filter(IntakeTest::hasAnswer).count()).isZero();
        } finally {
            for (Socket socket : heads) {
                socket.close();
            }
            for (Socket socket : bodies) {
                socket.close();
            }
        }
        assertThat(post().statusCode()).isEqualTo(401);
    }

    /** From another address than everybody else. */
    private Socket open(String beginning) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void dribble(List<Socket> sockets) {
        for (Socket socket : sockets) {
            try {
                socket.getOutputStream().write('a');
            } catch (IOException e) {
                // told to go
            }
        }
    }

    /** @return whether it was answered: told to go, or hung up on */
    private static boolean hasAnswer(Socket socket) {
        try {
            socket.setSoTimeout(1);
            byte[] start = socket.getInputStream().readNBytes(12);
            String line = new String(start, StandardCharsets.US_ASCII);
            assertThat(line)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).isIn("HTTP/1.1 429", "HTTP/1.1 400"));
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private HttpResponse<String> others() throws Exception {
        return call(HttpRequest.newBuilder(address("/api/v1/subscriptions")).GET());
    }

    private HttpResponse<String> post() throws Exception {
        return call(HttpRequest.newBuilder(address("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=x&client_secret=y")));
    }

    private static HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** @param kib of a body to be sent after the head */
    private String send(String head, int kib, boolean chunked) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] piece = "a".repeat(KIB).getBytes(StandardCharsets.US_ASCII);
            try {
                for (int i = 0; i < kib; i++) {
                    if (chunked) {
                        out.write("400\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write(piece);
                    if (chunked) {
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                }
                if (chunked) {
                    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.flush();
                if (kib == 0) {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // stopped before it was all there
            }
            return answer(socket);
        }
    }

    /** Up to the end of what comes; a server that hangs up may have said all before. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[16 * KIB];
        int complete = Integer.MAX_VALUE;
        while (answer.length() < complete) {
            int count;
            try {
                count = socket.getInputStream().read(buffer);
            } catch (IOException e) {
                break;
            }
            if (count < 0) {
                break;
            }
            answer.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            if (answer.indexOf("\r\n0\r\n\r\n") > 0
                    || answer.indexOf("\"instance\"") > 0
                    || answer.indexOf("</html>") > 0) {
                break;
            }
        }
        return answer.toString();
    }
}
