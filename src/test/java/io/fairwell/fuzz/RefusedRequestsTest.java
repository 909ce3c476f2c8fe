package io.fairwell.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.fuzz.Exchange.Answer;
import io.fairwell.fuzz.Exchange.Framing;
import io.fairwell.fuzz.Exchange.Request;
import io.fairwell.testing.FairwellTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the server or its firewall refuse before anything of ours has seen it is told like everything else. */
@FairwellTest
class RefusedRequestsTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/subscriptions/..",
        "GET, /api/v1/subscriptions/%00",
        "GET, /api/v1/subscriptions/%zz",
        "GET, /api/v1/quotes/;jsessionid=0",
        "GET, /api/v1/cancellations/%25",
        "get, /api/v1/subscriptions",
        "A,   /api/v1/subscriptions",
    })
    void anAddressOrMethodThatIsNone(String method, String target) throws IOException {
        assertThat(requireProblem(send(method, target, "en"))).isEqualTo("Request cannot be understood");
        assertThat(requireProblem(send(method, target, "zh-CN"))).isEqualTo("无法理解的请求");
    }

    /** Nothing is read of a request whose first line is wrong, so nobody knows its language either. */
    @Test
    void aFirstLineThatIsNone() throws IOException {
        requireProblem(send("GET", "/api/v1/subscriptions?sort=^", "en"));
    }

    @Test
    void forwardedHeadersThatAreNone() throws IOException {
        requireProblem(send("GET", "/api/v1/subscriptions", "en", "X-Forwarded-Port: many"));
    }

    /** Any such header may come first to whoever reads it, at the worst while an answer is being written. */
    @ParameterizedTest
    @ValueSource(strings = {"Accept-Language: \u202e", "Idempotency-Key: 退订", "Authorization: Bearer 退订"})
    void aHeaderInAnyScriptIsNoErrorOfOurs(String header) throws IOException {
        Answer answer = send("POST", "/api/v1/cancellations", "en", header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
    }

    /** Where nobody writes, letters beyond ASCII are there to confuse whoever reads them next. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://退订.example",
                "Cookie: FAIRWELL=\u009b2J",
                "X-Anything: 退订",
                "Content-Type: application/json; charset=\u00fc",
                "Idempotency-Key: \u007f"
            })
    void aHeaderThatOnlyConfuses(String header) throws IOException {
        requireProblem(send("POST", "/api/v1/cancellations", "en", header));
    }

    private Answer send(String method, String target, String language, String... more) throws IOException {
        List<String> headers = new ArrayList<>(List.of("Host: localhost", "Accept-Language: " + language));
        headers.addAll(List.of(more));
        return Exchange.send(port, new Request(method, target, headers, new byte[0], Framing.WHOLE));
    }

    /** @return its title */
    private static String requireProblem(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(JsonPath.<String>read(answer.body(), "$.type")).isEqualTo("/problems/malformed-request");
        assertThat(JsonPath.<Integer>read(answer.body(), "$.status")).isEqualTo(400);
        assertThat(JsonPath.<String>read(answer.body(), "$.detail")).isNotBlank();
        assertThat(JsonPath.<String>read(answer.body(), "$.instance")).startsWith("/");
        return JsonPath.read(answer.body(), "$.title");
    }
}
