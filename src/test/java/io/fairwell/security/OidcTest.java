package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People sign in at an identity provider, and systems with tokens of it. Nobody listens there when we start. */
@FairwellTest
class OidcTest {

    private static final int PORT = freePort();
    private static StubProvider provider;

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identityService;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private List<SecurityFilterChain> chains;

    @Autowired
    private MutableClock clock;

    private Browser browser;
    private String subject;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        Map.of(
                        "fairwell.security.oidc.issuer", StubProvider.issuerAt(PORT),
                        "fairwell.security.oidc.client-id", StubProvider.CLIENT,
                        "fairwell.security.oidc.client-secret", StubProvider.SECRET,
                        "fairwell.security.oidc.groups-claim", "realm_access.roles",
                        "fairwell.security.oidc.groups.support", "cc-agents,cc-agents-night",
                        "fairwell.security.oidc.groups.supervisors", "cc-leads",
                        "fairwell.security.oidc.tenant-claim", "tenant",
                        "fairwell.security.external-issuer.uri", StubProvider.issuerAt(PORT),
                        "fairwell.security.external-issuer.audiences", "fairwell-api")
                .forEach((name, value) -> settings.add(name, () -> value));
    }

    @BeforeEach
    void open() {
        if (provider == null) {
            provider = StubProvider.startAt(PORT);
        }
        browser = new Browser(port);
        subject = UUID.randomUUID().toString();
    }

    @AfterAll
    static void close() {
        provider.close();
        provider = null;
    }

    @Test
    void whoSignsInThereWorksHereWithTheGroupsAndTheTenantOfTheProvider() {
        HttpResponse<String> first = browser.get("/desk");
        assertThat(location(first)).endsWith("/oauth2/authorization/oidc");

        assertThat(signIn(person("kim.o-lee+1@example.com", "cc-agents", "offline_access")))
                .endsWith("/desk");

        assertThat(browser.get("/desk").statusCode()).isEqualTo(200);
        User kim = identityService
                .createUserQuery()
                .userId("kim.o-lee+1@example.com")
                .singleResult();
        assertThat(kim.getFirstName() + " " + kim.getLastName() + " " + kim.getEmail())
                .isEqualTo("Kim Lee kim@example.com");
        assertThat(groups(kim.getId())).containsExactly(Groups.SUPPORT);
        assertThat(tenants(kim.getId())).containsExactly("north-east");
    }

    @Test
    void asksWithStateNonceAndProofKeyAndForOurOwnAddress() {
        Map<String, String> request = StubProvider.form(
                URI.create(location(browser.get("/oauth2/authorization/oidc", "X-Forwarded-Host", "evil.example")))
                        .getRawQuery());

        assertThat(request)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", StubProvider.CLIENT)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "http://localhost:8080/login/oauth2/code/oidc")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(request.get("scope")).contains("openid");
    }

    @Test
    void theSessionHasNoTokenThatCouldBeReadAndGetsANewId() {
        browser.get("/oauth2/authorization/oidc");
        String before = browser.cookie("FAIRWELL");
        signIn(person("sam", "cc-agents"));

        assertThat(browser.cookie("FAIRWELL")).isNotEqualTo(before);
        assertThat(attributesOf("sam")).contains("SPRING_SECURITY_CONTEXT", "fairwell.oidc.id-token");
        String stored = String.join(
                "\n",
                jdbc.sql("SELECT encode(attribute_bytes, 'escape') FROM web_session_attributes")
                        .query(String.class)
                        .list());
        assertThat(stored).as("the search finds what is there").contains("GROUP_support", "TENANT_north-east");
        assertThat(stored).doesNotContain("kim@example.com", "opaque").doesNotContainPattern("eyJ[\\w-]{20,}\\.eyJ");
    }

    /** Each is a session in a state that somebody else's answer, a lost one or a second one would meet. */
    @Test
    void anAnswerWithoutItsQuestionIsRefused() {
        provider.next(person("mallory", "cc-agents"));
        String answer = atProvider(location(browser.get("/oauth2/authorization/oidc")));

        assertThat(location(new Browser(port).get(answer))).endsWith("/login?refused=stale");
        assertThat(location(browser.get(answer.replaceFirst("state=[^&]+", "state=forged"))))
                .endsWith("/login?refused=stale");

        Browser again = new Browser(port);
        String good = atProvider(location(again.get("/oauth2/authorization/oidc")));
        assertThat(location(again.get(good))).endsWith("/desk");
        assertThat(location(again.get(good))).as("a second time").contains("refused=");
    }

    @Test
    void anIdTokenThatIsNotForThisSignInIsRefused() throws JOSEException {
        assertThat(signIn(with(person("eve", "cc-agents"), "nonce", "of-another-sign-in")))
                .endsWith("refused=stale");
        assertThat(signIn(with(person("eve", "cc-agents"), "aud", "another-client")))
                .endsWith("refused=broken");
        assertThat(signIn(with(person("eve", "cc-agents"), "iss", "https://evil.example")))
                .endsWith("refused=broken");
        assertThat(signIn(with(person("eve", "cc-agents"), "exp", 1000))).endsWith("refused=broken");
        assertThat(exists("eve")).isFalse();
    }

    @Test
    void groupsFollowTheProviderAndLessRightsEndTheSessionsThatHadMore() {
        signIn(person("lea", "cc-agents", "cc-leads"));
        assertThat(groups("lea")).containsExactlyInAnyOrder(Groups.SUPPORT, Groups.SUPERVISORS);
        assertThat(browser.get("/desk").statusCode()).isEqualTo(200);

        Browser elsewhere = new Browser(port);
        assertThat(signIn(elsewhere, person("lea", "cc-agents-night"))).endsWith("/desk");

        assertThat(groups("lea")).containsExactly(Groups.SUPPORT);
        assertThat(browser.get("/desk").statusCode()).as("the old session").isEqualTo(302);
        assertThat(elsewhere.get("/desk").statusCode()).isEqualTo(200);

        assertThat(signIn(new Browser(port), person("lea", "something-else"))).endsWith("refused=group");
        assertThat(groups("lea")).isEmpty();
        assertThat(tenants("lea")).isEmpty();
        assertThat(elsewhere.get("/desk").statusCode()).isEqualTo(302);
    }

    @Test
    void theTenantFollowsTheProviderToo() {
        signIn(person("tom", "cc-agents"));

        signIn(new Browser(port), with(person("tom", "cc-agents"), "tenant", "south"));

        assertThat(tenants("tom")).containsExactly("south");
        assertThat(browser.get("/desk").statusCode()).as("the old session").isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "en,    in none of the groups",
        "zh-CN, 不属于任何可使用 Fairwell 的用户组",
    })
    void whoHasNoneOfOurGroupsIsToldSoAndMayLeaveTheProvider(String language, String words) {
        String refused = signIn(person("guest-" + language, "employees"));

        assertThat(refused).endsWith("/login?refused=group");
        HttpResponse<String> page = browser.get("/login?refused=group", "Accept-Language", language);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(words, "href=\"/login/leave\"");
        assertThat(exists("guest-" + language)).isFalse();
        assertThat(location(browser.get("/login/leave")))
                .startsWith(provider.issuer() + "/end-session?id_token_hint=ey");
        assertThat(location(browser.get("/login/leave"))).as("once").endsWith("/login?logout");
    }

    @Test
    void anAccountThatIsHereAlreadyIsNobodyElses() {
        assertThat(signIn(person("administrator", "cc-agents"))).endsWith("refused=taken");

        assertThat(groups("administrator")).containsExactly(Groups.ADMINISTRATORS);
        assertThat(browser.get("/desk").statusCode()).isEqualTo(302);
    }

    @Test
    void whoGotTheNameOfSomebodyWhoHasLeftIsNotThatPerson() {
        signIn(person("j.smith", "cc-agents"));
        subject = "another-" + subject;

        assertThat(signIn(new Browser(port), person("j.smith", "cc-agents"))).endsWith("refused=taken");
    }

    @Test
    void whoIsCalledDifferentlyNowKeepsTheirIdAndTheirWork() {
        signIn(person("mary.miller", "cc-agents"));

        assertThat(signIn(new Browser(port), person("mary.jones", "cc-agents"))).endsWith("/desk");

        assertThat(exists("mary.jones")).isFalse();
        assertThat(groups("mary.miller")).containsExactly(Groups.SUPPORT);
    }

    @ParameterizedTest
    @CsvSource({"two words", "../etc", "a/b", "''", "client:shop", "-dash"})
    void aNameThatCannotBeAnIdIsRefused(String name) {
        assertThat(signIn(person(name, "cc-agents"))).endsWith("refused=id");
    }

    @Test
    void withoutATenantOrWithSeveralNobodyGetsIn() {
        assertThat(signIn(with(person("tim", "cc-agents"), "tenant", "absent"))).endsWith("refused=tenant");
        assertThat(signIn(with(person("tim", "cc-agents"), "tenant", List.of("a", "b"))))
                .endsWith("refused=tenant");
        assertThat(exists("tim")).isFalse();
    }

    @Test
    void whoChangesTheirMindIsToldSo() {
        assertThat(signIn(Map.of("error", "access_denied"))).endsWith("refused=cancelled");
    }

    @Test
    void signingOutEndsTheSessionAtTheProviderToo() {
        signIn(person("ada", "cc-agents"));

        String target = location(browser.form("/logout", "_csrf=" + browser.csrf("/desk")));

        assertThat(target).startsWith(provider.issuer() + "/end-session?");
        Map<String, String> request = StubProvider.form(URI.create(target).getRawQuery());
        assertThat(request)
                .containsEntry("client_id", StubProvider.CLIENT)
                .containsEntry("post_logout_redirect_uri", "http://localhost:8080/login?logout");
        assertThat(request.get("id_token_hint")).startsWith("eyJ");
        assertThat(browser.get("/desk").statusCode()).isEqualTo(302);
        assertThat(browser.get("/login")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .as("browsers let the form get there")
                .contains("form-action 'self' http://localhost:" + PORT);
    }

    /** What Tasklist's own button leaves behind. */
    @Test
    void aSessionThatEndedInTasklistHasYetToEndAtTheProvider() {
        var session = new MockHttpSession();
        assertThat(OidcSession.leaveEnding(session)).as("began here").isFalse();
        session.setAttribute("fairwell.oidc.id-token", "sealed");
        session.setAttribute("SPRING_SECURITY_CONTEXT", "somebody");

        assertThat(OidcSession.leaveEnding(session)).isTrue();

        assertThat(session.getAttributeNames().asIterator()).toIterable().containsExactly("fairwell.oidc.ending");
        signIn(person("stranger", "employees"));
        assertThat(location(browser.get("/camunda/app/tasklist/default/"))).endsWith("/login/leave");
    }

    @Test
    void whatEndsAtTheProviderEndsHere() {
        signIn(with(person("zoe", "cc-agents"), "sid", "session-1"));
        Browser second = new Browser(port);
        signIn(second, with(person("zoe", "cc-agents"), "sid", "session-2"));

        assertThat(backChannel(Map.of("sid", "session-1")).statusCode()).isEqualTo(200);
        assertThat(browser.get("/desk").statusCode()).isEqualTo(302);
        assertThat(second.get("/desk").statusCode()).isEqualTo(200);

        assertThat(backChannel(Map.of("sub", subject)).statusCode()).isEqualTo(200);
        assertThat(second.get("/desk").statusCode()).isEqualTo(302);
    }

    @Test
    void aForgedLogoutTokenEndsNothing() throws JOSEException {
        signIn(with(person("yan", "cc-agents"), "sid", "session-y"));

        assertThat(backChannel(Map.of("sid", "session-y", "aud", "another")).statusCode())
                .isEqualTo(400);
        assertThat(backChannel(Map.of("sid", "session-y", "nonce", "n")).statusCode())
                .isEqualTo(400);
        assertThat(backChannel(Map.of("sid", "session-y", "events", Map.of())).statusCode())
                .isEqualTo(400);
        assertThat(backChannel(Map.of("sid", "session-y", "iss", "https://evil.example"))
                        .statusCode())
                .isEqualTo(400);
        var stranger =
                new RSAKeyGenerator(2048).keyID(provider.key().getKeyID()).generate();
        assertThat(browser.form(
                                OidcLogoutController.BACK_CHANNEL,
                                "logout_token=" + provider.sign(logout(Map.of("sid", "session-y")), stranger, "JWT"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.get("/desk").statusCode()).isEqualTo(200);
    }

    @Test
    void ourOwnFormIsClosed() {
        assertThat(browser.get("/login").body())
                .contains("href=\"/oauth2/authorization/oidc\"")
                .doesNotContain("type=\"password\"");
        assertThat(chains)
                .flatMap(SecurityFilterChain::getFilters)
                .hasSizeGreaterThan(10)
                .noneMatch(UsernamePasswordAuthenticationFilter.class::isInstance);
    }

    @Test
    void whoComesFromTheProviderChangesTheirPasswordThere() {
        signIn(person("pia", "cc-agents"));

        assertThat(browser.get("/account/password").body())
                .contains("identity provider")
                .doesNotContain("type=\"password\"");
    }

    @Test
    void aProviderThatIsAwayIsSaidToBeAway() throws IOException {
        var nobody = new OidcProvider(
                new OidcProperties(
                        StubProvider.issuerAt(freePort()),
                        "id",
                        "secret",
                        Set.of("openid"),
                        "sub",
                        "groups",
                        new OidcProperties.GroupNames(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of()),
                        null,
                        "main",
                        Set.of("RS256"),
                        Duration.ofSeconds(1),
                        false),
                "http://localhost:8080",
                clock);
        assertThat(OidcRefusals.reason(wrapped(nobody))).isEqualTo(SignInRefused.Reason.AWAY);
        assertThat(nobody.endOfSession("token")).isEmpty();

        HttpResponse<String> page = browser.get("/login?refused=away", "Accept-Language", "zh-CN");
        assertThat(page.body()).contains("暂时无法连接身份提供方");
        assertThat(browser.get("/login?refused=%3Cscript%3E").body()).doesNotContain("<script>", "note bad");
    }

    @Test
    void systemsCallWithTokensOfTheIssuerAndNoOthers() {
        Map<String, Object> claims = Map.of(
                "sub",
                "service",
                "aud",
                "fairwell-api",
                "azp",
                "till",
                "tenant",
                "north",
                "scope",
                "cancellation:read");

        HttpResponse<String> answer = call(provider.sign(claims));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"till\"", "\"north\"", "cancellation:read");
        assertThat(call(provider.sign(with(claims, "aud", StubProvider.CLIENT))).statusCode())
                .isEqualTo(401);
        assertThat(call(provider.sign(with(claims, "scope", "openid"))).statusCode())
                .isEqualTo(403);
        assertThat(browser.token("demo-upstream", "demo-secret", "").statusCode())
                .as("there is no authorization server of our own")
                .isEqualTo(404);
    }

    private HttpResponse<String> call(String token) {
        return browser.getJson(Probe.PATH, "Authorization", "Bearer " + token);
    }

    private static AuthenticationException wrapped(OidcProvider provider) {
        try {
            provider.findByRegistrationId(OidcProvider.ID);
            throw new AssertionError("somebody is there");
        } catch (IssuerAway e) {
            return new InternalAuthenticationServiceException("wrapped", e);
        }
    }

    private HttpResponse<String> backChannel(Map<String, Object> claims) {
        return new Browser(port)
                .form(
                        OidcLogoutController.BACK_CHANNEL,
                        "logout_token=" + provider.sign(logout(claims), provider.key(), "logout+jwt"));
    }

    private static Map<String, Object> logout(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "aud", StubProvider.CLIENT,
                "jti", UUID.randomUUID().toString(),
                "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())));
        all.putAll(claims);
        return all;
    }

    private Map<String, Object> person(String name, String... roles) {
        return Map.of(
                "sub",
                subject,
                "preferred_username",
                name,
                "given_name",
                "Kim",
                "family_name",
                "Lee",
                "email",
                "kim@example.com",
                "tenant",
                "north-east",
                "auth_time",
                Instant.now().getEpochSecond(),
                "realm_access",
                Map.of("roles", List.of(roles)));
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put(name, value);
        return all;
    }

    private String signIn(Map<String, Object> person) {
        return signIn(browser, person);
    }

    /** @return where it ends */
    private static String signIn(Browser browser, Map<String, Object> person) {
        provider.next(person);
        return location(browser.get(atProvider(location(browser.get("/oauth2/authorization/oidc")))));
    }

    /** @return path and query of the way back */
    private static String atProvider(String address) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            BodyHandlers.ofString(StandardCharsets.UTF_8));
            URI back = URI.create(location(answer));
            return back.getRawPath() + "?" + back.getRawQuery();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private boolean exists(String userId) {
        return identityService.createUserQuery().userId(userId).count() > 0;
    }

    private List<String> groups(String userId) {
        return identityService.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList();
    }

    private List<String> tenants(String userId) {
        return identityService.createTenantQuery().userMember(userId).list().stream()
                .map(Tenant::getId)
                .toList();
    }

    private List<String> attributesOf(String userId) {
        return jdbc.sql("SELECT attribute_name FROM web_session_attributes JOIN web_session"
                        + " ON primary_id = session_primary_id WHERE principal_name = ?")
                .param(userId)
                .query(String.class)
                .list();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("no redirect: " + answer.statusCode());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
