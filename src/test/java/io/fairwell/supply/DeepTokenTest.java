package io.fairwell.supply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.FairwellTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The library that reads tokens reads what is in them before it looks at the signature, and each level of nesting takes
 * some of the stack. How deep it can get is bounded by how long a header may be.
 */
@FairwellTest
class DeepTokenTest {

    private static final int AS_DEEP_AS_FITS = 5_400;
    private static final int TOO_LONG = 9_000;

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void aTokenAsDeepAsAHeaderHoldsIsRefusedAsAnyOther() throws IOException, InterruptedException {
        String token = token(AS_DEEP_AS_FITS);
        assertThat(token.length()).isBetween(7_200, 8_000);
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void aDeeperOneDoesNotGetIn() throws IOException, InterruptedException {
        assertThat(status(token(TOO_LONG))).isBetween(400, 431).isNotEqualTo(401);
    }

    private int status(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/cancellations/FW-1"))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String token(int depth) {
        String claims = "{\"a\":" + "[".repeat(depth / 2) + "]".repeat(depth / 2) + "}";
        return encoded("{\"alg\":\"RS256\",\"kid\":\"x\"}") + "." + encoded(claims) + "." + encoded("signature");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
