package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.DemoTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.FlashMap;

/** What is kept about people who are signed in. */
@DemoTest
class SessionTest {

    private static final String PASSWORD = "a-password-of-her-own-4712";
    private static final String TASKLIST = "/camunda/app/tasklist/default/";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private IdentityService identity;

    @Autowired
    private LocalAccounts accounts;

    @Autowired
    private SessionConfiguration.SessionCleanup cleanup;

    private Browser browser;

    @BeforeEach
    void open() {
        jdbc.sql("DELETE FROM web_session").update();
        browser = new Browser(port);
    }

    @Test
    void whatIsKeptIsWhoTheyAreAndNoPassword() {
        User zoe = identity.newUser("zoe");
        zoe.setPassword(PASSWORD);
        identity.saveUser(zoe);
        accounts.setOwn("zoe", PASSWORD);
        browser.signIn("zoe", PASSWORD);
        browser.get("/camunda/app/welcome/default/");

        assertThat(count("attribute_name = 'SPRING_SECURITY_CONTEXT'")).isOne();
        assertThat(count("attribute_name = 'authenticatedUser'")).isOne();
        assertThat(containing("zoe")).as("the search finds what is there").isPositive();
        assertThat(containing(PASSWORD)).isZero();
    }

    @Test
    void noPasswordThatWasTriedIsKept() { // of somebody else: a wrong one slows down the next attempts
        var answer = browser.signIn("auditor", "my-bank-password-4711");

        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login?error");
        assertThat(count("true")).as("there is a session").isPositive();
        assertThat(containing("my-bank-password-4711")).isZero();
    }

    @Test
    void aSessionThatCannotBeReadMeansSigningInAgain() {
        browser.signIn("agent", "agent");
        assertThat(browser.get(TASKLIST).statusCode()).isEqualTo(200);
        jdbc.sql("UPDATE web_session_attributes SET attribute_bytes = '\\xaced0005deadbeef'")
                .update();

        var answer = browser.get(TASKLIST);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login");
        assertThat(browser.signIn("agent", "agent")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .contains("/camunda/app/tasklist");
    }

    @Test
    void onlyWhatBelongsIntoASessionIsRead() throws Exception {
        var reader = new SessionReader();

        FlashMap said = new FlashMap();
        said.put("said", "my.said.declined");
        said.addTargetRequestParam("page", "1");
        List<FlashMap> afterARedirect = new CopyOnWriteArrayList<>(List.of(said));

        assertThat(reader.convert(serialized("text"))).isEqualTo("text");
        assertThat(reader.convert(serialized(afterARedirect))).isEqualTo(afterARedirect);
        assertThat(reader.convert(serialized(new java.io.File("/etc/passwd")))).isNull();
    }

    @Test
    void expiredSessionsAreRemoved() {
        browser.signIn("agent", "agent");
        new Browser(port).signIn("admin", "admin");
        jdbc.sql("UPDATE web_session SET expiry_time = 1 WHERE principal_name = 'agent'")
                .update();

        cleanup.removeExpired();

        assertThat(jdbc.sql("SELECT principal_name FROM web_session")
                        .query(String.class)
                        .list())
                .containsExactly("admin");
    }

    @Test
    void theCookieIsForHttpsOnlyWherePeopleComeOverHttps() {
        String plain = browser.get(TASKLIST).headers().firstValue("Set-Cookie").orElseThrow();
        String secure = new Browser(port)
                .get(TASKLIST, "X-Forwarded-Proto", "https")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(plain)
                .contains("FAIRWELL=", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
        assertThat(secure).contains("FAIRWELL=", "HttpOnly", "SameSite=Lax", "Secure");
    }

    private static byte[] serialized(Object value) throws java.io.IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var output = new java.io.ObjectOutputStream(bytes)) {
            output.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private long count(String condition) {
        return jdbc.sql("SELECT count(*) FROM web_session_attributes WHERE " + condition)
                .query(Long.class)
                .single();
    }

    private long containing(String text) {
        return jdbc.sql("SELECT count(*) FROM web_session_attributes"
                        + " WHERE position(convert_to(?, 'UTF8') in attribute_bytes) > 0")
                .param(text)
                .query(Long.class)
                .single();
    }
}
