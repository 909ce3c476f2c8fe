package io.fairwell.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** An upstream system with all scopes. Its token is signed with the application's own key, and checked as any other. */
final class Upstream {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockMvc web;
    private final String token;

    Upstream(MockMvc web, JWKSource<SecurityContext> keys, AuthorizationServerSettings issuer) {
        this.web = web;
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(issuer.getIssuer())
                .issuedAt(Instant.now())
                .expiresAt(Instant.now().plusSeconds(3600))
                .subject("shop")
                .claim("client_id", "shop")
                .claim("tenant", "main")
                .claim(
                        "scope",
                        List.of("subscription:write", "cancellation:read", "cancellation:write", "cancellation:attest"))
                .build();
        this.token = new NimbusJwtEncoder(keys)
                .encode(JwtEncoderParameters.from(claims))
                .getTokenValue();
    }

    JsonNode get(String path, Language language) {
        return json(call(MockMvcRequestBuilders.get(path), language, 200));
    }

    String page(String path, Language language) {
        return call(MockMvcRequestBuilders.get(path).accept(MediaType.TEXT_HTML), language, 200);
    }

    JsonNode put(String path, JsonNode body, Language language, int status) {
        return json(call(
                MockMvcRequestBuilders.put(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body.toString()),
                language,
                status));
    }

    JsonNode post(String path, JsonNode body, Language language, int status) {
        return json(call(
                MockMvcRequestBuilders.post(path)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body.toString()),
                language,
                status));
    }

    private String call(MockHttpServletRequestBuilder request, Language language, int status) {
        try {
            var answer = web.perform(request.header("Authorization", "Bearer " + token)
                            .header("Accept-Language", language.tag()))
                    .andReturn()
                    .getResponse();
            String body = answer.getContentAsString(StandardCharsets.UTF_8);
            assertThat(answer.getStatus()).as(body).isEqualTo(status);
            return body;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
