package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.DemoTest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What browsers are told about our pages and about those of the engine. */
@DemoTest
class PageHeadersTest {

    private static final Pattern NONCE = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*>");

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "admin, /camunda/app/welcome/default/",
        "admin, /camunda/app/tasklist/default/",
        "admin, /camunda/app/cockpit/default/",
        "admin, /camunda/app/admin/default/",
        "admin, /camunda/app/admin/default/setup/",
        "admin, /camunda/api/engine/engine/default/process-definition?maxResults=1",
        "admin, /camunda/lib/deps.js",
        "admin, /camunda/nothing",
        "nobody, /camunda/app/tasklist/default/",
        "admin, /desk",
        "nobody, /",
        "nobody, /login",
        "nobody, /api/docs",
        "nobody, /problems",
        "nobody, /mailbox",
        "nobody, /my/nothing",
        "nobody, /nothing",
        "nobody, /actuator/health",
        "nobody, /assets/fairwell.css",
    })
    void areOnEveryAnswer(String person, String path) {
        HttpResponse<String> answer = browser(person).get(path, "X-Forwarded-Proto", "https");

        assertThat(one(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(one(answer, "Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(one(answer, "Referrer-Policy")).isIn("same-origin", "no-referrer");
        assertThat(one(answer, "Permissions-Policy")).contains("camera=()");
        assertThat(one(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(one(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(one(answer, "X-Frame-Options")).isEqualTo("DENY");
        List<String> policy = List.of(one(answer, "Content-Security-Policy").split("\\s*;\\s*"));
        assertThat(policy).contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'");
        assertThat(policy).noneMatch(rule -> rule.startsWith("script-src") && rule.contains("unsafe"));
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tasklist", "cockpit", "admin", "welcome"})
    void scriptsOfThePageHaveItsNumberAndNoOther(String application) {
        Browser browser = browser("admin");
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> page = browser.get("/camunda/app/" + application + "/default/");
            // Whatever else is asked for meanwhile has a number of its own.
            browser.getJson("/camunda/api/engine/engine/");
            Matcher nonce = NONCE.matcher(one(page, "Content-Security-Policy"));
            assertThat(nonce.find()).isTrue();
            numbers.add(nonce.group(1));
            List<String> scripts = SCRIPT.matcher(page.body())
                    .results()
                    .map(script -> script.group())
                    .toList();
            assertThat(scripts).hasSizeGreaterThan(3).allMatch(script -> script.contains("nonce=\"" + nonce.group(1)));
            assertThat(page.body()).doesNotContain("onclick=", "onload=", "javascript:");
        }
        assertThat(numbers).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"https, true", "http, false"})
    void cookiesStayOnTheSiteAndBehindTlsOnIt(String scheme, boolean secure) {
        Browser browser = new Browser(port);
        HttpResponse<String> login = browser.get("/login", "X-Forwarded-Proto", scheme);
        Browser admin = browser("admin");
        HttpResponse<String> page = admin.get("/camunda/app/tasklist/default/", "X-Forwarded-Proto", scheme);

        List<String> cookies = new java.util.ArrayList<>(login.headers().allValues("Set-Cookie"));
        cookies.addAll(page.headers().allValues("Set-Cookie"));
        assertThat(cookies).anyMatch(cookie -> cookie.startsWith("FAIRWELL="));
        assertThat(cookies).anyMatch(cookie -> cookie.startsWith("XSRF-TOKEN="));
        assertThat(cookies).allSatisfy(cookie -> {
            List<String> parts = Arrays.stream(cookie.split("\\s*;\\s*"))
                    .map(String::toLowerCase)
                    .toList();
            assertThat(parts).contains("samesite=lax");
            assertThat(parts.contains("secure")).isEqualTo(secure);
            assertThat(parts.contains("httponly")).isEqualTo(cookie.startsWith("FAIRWELL="));
        });
    }

    @Test
    void strangersSitesMayNotAsk() {
        HttpResponse<String> answer = new Browser(port)
                .send(
                        "OPTIONS",
                        "/api/v1/subscriptions",
                        "",
                        "Origin",
                        "https://evil.example",
                        "Access-Control-Request-Method",
                        "GET");

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private Browser browser(String person) {
        Browser browser = new Browser(port);
        if (!person.equals("nobody")) {
            browser.signIn(person, person);
        }
        return browser;
    }

    private static String one(HttpResponse<String> answer, String header) {
        assertThat(answer.headers().allValues(header)).as(header).hasSize(1);
        return answer.headers().firstValue(header).orElseThrow();
    }
}
