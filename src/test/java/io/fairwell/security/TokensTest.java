package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.testing.DemoTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@DemoTest
class TokensTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SigningKey signingKey;

    private Browser http;

    @BeforeEach
    void open() {
        http = new Browser(port);
    }

    @Test
    void aTokenWithoutAskingForScopesHasAllOfTheClient() {
        HttpResponse<String> answer = http.token("demo-upstream", "demo-secret", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<Integer>read(answer.body(), "$.expires_in")).isBetween(3590, 3600);
        HttpResponse<String> caller = http.getJson(Probe.PATH, "Authorization", "Bearer " + token(answer));
        assertThat(JsonPath.<String>read(caller.body(), "$.client")).isEqualTo("demo-upstream");
        assertThat(JsonPath.<String>read(caller.body(), "$.tenant")).isEqualTo("main");
        assertThat(JsonPath.<List<String>>read(caller.body(), "$.scopes"))
                .containsExactlyInAnyOrderElementsOf(Scopes.ALL);
    }

    @Test
    void aConfiguredClientHasItsOwnTenantAndScopes() {
        String token = token(http.form(
                "/oauth2/token", "grant_type=client_credentials&client_id=reader&client_secret=reader-secret"));

        HttpResponse<String> caller = http.getJson(Probe.PATH, "Authorization", "Bearer " + token);

        assertThat(JsonPath.<String>read(caller.body(), "$.tenant")).isEqualTo("north");
        assertThat(JsonPath.<List<String>>read(caller.body(), "$.scopes")).containsExactly("cancellation:read");
    }

    @ParameterizedTest
    @CsvSource({
        "demo-upstream, wrong,       '',                       401, invalid_client",
        "nobody,        demo-secret, '',                       401, invalid_client",
        "demo-upstream, demo-secret, &scope=everything,        400, invalid_scope",
        "reader,        reader-secret, &scope=cancellation:write, 400, invalid_scope",
    })
    void refuses(String client, String secret, String more, int status, String error) {
        HttpResponse<String> answer = http.token(client, secret, more);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JsonPath.<String>read(answer.body(), "$.error")).isEqualTo(error);
    }

    @Test
    void knowsNoOtherGrant() {
        HttpResponse<String> answer = http.form(
                "/oauth2/token",
                "grant_type=password&username=admin&password=admin&client_id=demo-upstream&client_secret=demo-secret");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonPath.<String>read(answer.body(), "$.error")).isEqualTo("unsupported_grant_type");
    }

    @Test
    void refusesAnAlteredToken() {
        String token = token(http.token("demo-upstream", "demo-secret", ""));

        int signature = token.lastIndexOf('.') + 1;
        char other = token.charAt(signature) == 'A' ? 'B' : 'A';
        String altered = token.substring(0, signature) + other + token.substring(signature + 1);

        assertThat(http.getJson(Probe.PATH, "Authorization", "Bearer " + altered)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void keepsTheSigningKeyAndKeepsItSealed() {
        String sealed = jdbc.sql("SELECT encode(sealed, 'escape') FROM signing_key")
                .query(String.class)
                .single();

        assertThat(sealed).doesNotContain("kty", "\"d\"");
        assertThat(signingKey.get().getKeyID())
                .isEqualTo(JsonPath.<String>read(http.getJson("/oauth2/jwks").body(), "$.keys[0].kid"));
        assertThat(http.getJson("/oauth2/jwks").body()).doesNotContain("\"d\"", "\"p\"");
    }

    private static String token(HttpResponse<String> answer) {
        return JsonPath.read(answer.body(), "$.access_token");
    }
}
