package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.fairwell.testing.MutableClock;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** Tokens of upstream systems that an external issuer has signed. */
class ExternalTokensTest {

    private static final String AUDIENCE = "fairwell-api";

    private static StubProvider issuer;

    private final MutableClock clock = new MutableClock();
    private ExternalTokens tokens;

    @BeforeAll
    static void start() {
        issuer = StubProvider.start();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @BeforeEach
    void configure() {
        tokens = new ExternalTokens(properties(issuer.issuer(), null), clock);
    }

    @Test
    void aTokenForUsSaysWhoIsCallingForWhomAndWhatTheyMay() {
        Jwt token = tokens.decode(issuer.sign(with(
                "azp",
                "shop",
                "tenant",
                "north-east",
                "scope",
                "cancellation:read openid",
                "scp",
                List.of("cancellation:write"),
                "realm_access",
                Map.of("roles", List.of("subscription:write", "offline access")))));

        assertThat(token.getClaimAsString(CurrentCaller.CLIENT_CLAIM)).isEqualTo("shop");
        assertThat(token.getClaimAsString(CurrentCaller.TENANT_CLAIM)).isEqualTo("north-east");
        assertThat(new JwtGrantedAuthoritiesConverter().convert(token))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "SCOPE_cancellation:read",
                        "SCOPE_openid",
                        "SCOPE_cancellation:write",
                        "SCOPE_subscription:write",
                        "SCOPE_offline access");
    }

    @Test
    void aRoleWithABlankInItsNameIsOneRole() {
        Jwt token = tokens.decode(
                issuer.sign(with("realm_access", Map.of("roles", List.of("no cancellation:admin for them")))));

        assertThat(new JwtGrantedAuthoritiesConverter().convert(token))
                .extracting(Object::toString)
                .doesNotContain("SCOPE_cancellation:admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "application/at+jwt"})
    void takesTheTypesThatAccessTokensHave(String type) {
        assertThat(tokens.decode(issuer.sign(with(), issuer.key(), type)).getSubject())
                .isEqualTo("service-account");
    }

    @ParameterizedTest
    @CsvSource({
        "aud,    another-application",
        "aud,    absent",
        "iss,    https://evil.example/realms/test",
        "iss,    absent",
        "exp,    absent",
        "tenant, absent",
        "tenant, ../north",
        "client_id, absent",
    })
    void refusesATokenWhoseClaimsAreWrong(String claim, String value) {
        assertThat(tokens.decode(issuer.sign(with())).getAudience())
                .as("the same token without that is good")
                .contains(AUDIENCE);

        assertThatThrownBy(() -> tokens.decode(issuer.sign(with(claim, value)))).isInstanceOf(BadJwtException.class);
    }

    @Test
    void severalTenantsAreNone() {
        assertThatThrownBy(() -> tokens.decode(issuer.sign(with("tenant", List.of("north", "south")))))
                .isInstanceOf(BadJwtException.class);
    }

    @Test
    void whatTheTokenSaysUnderOurNamesDoesNotCountWhereOthersAreConfigured() {
        var others = new ExternalTokens(
                new ExternalIssuerProperties(
                        issuer.issuer(),
                        Set.of(AUDIENCE),
                        Set.of("RS256"),
                        List.of("app"),
                        "org.unit",
                        null,
                        List.of("permissions"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5)),
                clock);
        Jwt token = others.decode(issuer.sign(with(
                "app",
                "till",
                "org",
                Map.of("unit", "south"),
                "permissions",
                List.of("cancellation:read"),
                "scope",
                "cancellation:admin")));

        assertThat(token.getClaimAsString(CurrentCaller.CLIENT_CLAIM)).isEqualTo("till");
        assertThat(token.getClaimAsString(CurrentCaller.TENANT_CLAIM)).isEqualTo("south");
        assertThat(new JwtGrantedAuthoritiesConverter().convert(token))
                .extracting(Object::toString)
                .containsExactly("SCOPE_cancellation:read");
    }

    @Test
    void aDefaultTenantIsForTokensThatNameNone() {
        var generous = new ExternalTokens(properties(issuer.issuer(), "main"), clock);

        assertThat(generous.decode(issuer.sign(with("tenant", "absent"))).getClaimAsString("tenant"))
                .isEqualTo("main");
        assertThat(generous.decode(issuer.sign(with())).getClaimAsString("tenant"))
                .isEqualTo("north");
    }

    @Test
    void clocksMayDifferByHalfAMinute() {
        assertThat(tokens.decode(issuer.sign(with("iat", seconds(-300), "exp", seconds(-15))))
                        .getSubject())
                .isNotNull();
        assertThat(tokens.decode(issuer.sign(with("nbf", seconds(15)))).getSubject())
                .isNotNull();
        assertThatThrownBy(() -> tokens.decode(issuer.sign(with("iat", seconds(-300), "exp", seconds(-60)))))
                .isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode(issuer.sign(with("nbf", seconds(90)))))
                .isInstanceOf(BadJwtException.class);
    }

    @Test
    void refusesWhatIsNotSignedWithAKeyOfTheIssuer() throws JOSEException {
        var stranger = new RSAKeyGenerator(2048).keyID(issuer.key().getKeyID()).generate();
        var payload = new Payload(with("iss", issuer.issuer(), "exp", seconds(60)));
        var shared = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), payload);
        shared.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));

        for (String token : List.of(
                issuer.sign(with(), stranger, "JWT"),
                shared.serialize(),
                new PlainObject(new PlainHeader(), payload).serialize(),
                issuer.sign(with(), issuer.key(), "logout+jwt"),
                "no.token.atall")) {
            assertThatThrownBy(() -> tokens.decode(token)).isInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void refusesAnAlgorithmThatIsNotAllowed() {
        var strict = new ExternalTokens(
                new ExternalIssuerProperties(
                        issuer.issuer(),
                        Set.of(AUDIENCE),
                        Set.of("ES256"),
                        List.of("client_id"),
                        "tenant",
                        null,
                        List.of("scope"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5)),
                clock);

        assertThatThrownBy(() -> strict.decode(issuer.sign(with()))).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aNewKeyIsFetchedButMadeUpOnesKeepNobodyBusy() throws JOSEException {
        try (StubProvider other = StubProvider.start()) {
            var theirs = new ExternalTokens(properties(other.issuer(), null), clock);
            theirs.decode(other.sign(with()));
            String old = other.sign(with());
            other.rotate();

            assertThat(theirs.decode(other.sign(with())).getSubject()).isNotNull();
            assertThatThrownBy(() -> theirs.decode(old)).isInstanceOf(BadJwtException.class);
            RSAKey stranger = new RSAKeyGenerator(2048).generate();
            for (int i = 0; i < 5; i++) {
                RSAKey unknown =
                        new RSAKey.Builder(stranger).keyID("made-up-" + i).build();
                assertThatThrownBy(() -> theirs.decode(other.sign(with(), unknown, "JWT")))
                        .isInstanceOf(BadJwtException.class);
            }
            assertThat(other.calls().stream().filter("/jwks"::equals)).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void keysOutliveTheirIssuer() {
        ExternalTokens theirs;
        String token;
        try (StubProvider other = StubProvider.start()) {
            theirs = new ExternalTokens(properties(other.issuer(), null), clock);
            token = other.sign(with());
            theirs.decode(token);
        }

        assertThat(theirs.decode(token).getSubject()).isNotNull();
    }

    @Test
    void anIssuerThatIsAwayIsNotTheCallersFaultAndIsAskedAgain() throws IOException, ServletException {
        int port = freePort();
        var theirs = new ExternalTokens(properties(StubProvider.issuerAt(port), null), clock);
        var filter = new BearerFailures(new SecurityProblems(new ObjectMapper()))
                .postProcess(new BearerTokenAuthenticationFilter(
                        new ProviderManager(new JwtAuthenticationProvider(theirs))));
        String token = issuer.sign(with());
        assertThatThrownBy(() -> theirs.decode(token))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);

        MockHttpServletResponse answer = call(filter, token);
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("10");
        assertThat(answer.getContentAsString()).contains("/problems/unavailable");

        try (StubProvider back = StubProvider.startAt(port)) {
            assertThat(call(filter, back.sign(with())).getStatus())
                    .as("not asked again at once")
                    .isEqualTo(503);
            clock.plus(Duration.ofSeconds(6));
            assertThat(call(filter, back.sign(with())).getStatus()).isEqualTo(200);
            assertThat(call(filter, back.sign(with("aud", "other"))).getStatus())
                    .isEqualTo(401);
        }
    }

    @Test
    void anIssuerThatCallsItselfDifferentlyIsNotBelieved() {
        var misnamed = new ExternalTokens(properties(issuer.issuer().replace("localhost", "127.0.0.1"), null), clock);

        assertThatThrownBy(() -> misnamed.decode(issuer.sign(with())))
                .isInstanceOf(JwtException.class)
                .hasMessageContaining("has to be exactly that");
    }

    private static MockHttpServletResponse call(BearerTokenAuthenticationFilter filter, String token)
            throws IOException, ServletException {
        var request = new MockHttpServletRequest("GET", "/api/v1/subscriptions");
        request.addHeader("Authorization", "Bearer " + token);
        var response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response;
    }

    private static ExternalIssuerProperties properties(String uri, String defaultTenant) {
        return new ExternalIssuerProperties(
                uri,
                Set.of(AUDIENCE),
                Set.of("RS256"),
                List.of("client_id", "azp"),
                "tenant",
                defaultTenant,
                List.of("scope", "scp", "realm_access.roles"),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2));
    }

    /** A token that is good, but for these claims; "absent" leaves one out. */
    private static Map<String, Object> with(Object... claims) {
        Map<String, Object> all = new HashMap<>(
                Map.of("sub", "service-account", "aud", AUDIENCE, "client_id", "shop", "tenant", "north"));
        for (int i = 0; i < claims.length; i += 2) {
            all.put((String) claims[i], claims[i + 1]);
        }
        return all;
    }

    private static long seconds(int fromNow) {
        return Instant.now().plusSeconds(fromNow).getEpochSecond();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
