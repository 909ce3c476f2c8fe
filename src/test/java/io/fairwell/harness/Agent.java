package io.fairwell.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody of support who works through Tasklist's own requests at one node, and signs in anew when it forgot them. */
final class Agent {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String ENGINE = "/camunda/api/engine/engine/default";
    /** A node that is frozen takes requests and does not answer. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ReentrantLock busy = new ReentrantLock();
    private final String name;
    private final String node;

    /** @param name also the password */
    Agent(String name, String node) {
        this.name = name;
        this.node = node;
    }

    /** Waits until whatever else this agent is at has ended. */
    void begin() {
        busy.lock();
    }

    void end() {
        busy.unlock();
    }

    String name() {
        return name;
    }

    String node() {
        return node;
    }

    /** @throws UncheckedIOException where the node gives no answer */
    void signIn() {
        cookies.getCookieStore().removeAll();
        Matcher field = CSRF.matcher(send(request("/login").GET()).body());
        if (!field.find()) {
            throw new UncheckedIOException(new IOException("no page to sign in"));
        }
        String form = "username=" + name + "&password=" + name + "&_csrf="
                + URLEncoder.encode(field.group(1), StandardCharsets.UTF_8);
        send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        send(request("/camunda/app/tasklist/default/").GET());
    }

    /** @return the id of the one open task of this case, if it is there already */
    Optional<String> task(String caseNumber) {
        Answer tasks = send(request(ENGINE + "/task?maxResults=15&processInstanceBusinessKey=" + caseNumber)
                .timeout(LOOK)
                .GET());
        if (tasks.status() == 401) {
            signIn();
            return Optional.empty();
        }
        if (tasks.status() != 200) {
            return Optional.empty();
        }
        JsonNode id = tasks.json().path(0).path("id");
        return id.isTextual() ? Optional.of(id.asText()) : Optional.empty();
    }

    /** @param fields text values by name */
    Answer submit(String task, Map<String, String> fields) {
        Map<String, Object> variables = new TreeMap<>();
        fields.forEach((key, value) -> variables.put(key, Map.of("value", value, "type", "String")));
        try {
            return send(request(ENGINE + "/task/" + task + "/submit-form")
                    .header("Content-Type", "application/json")
                    .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("variables", variables)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String cookie(String cookieName) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(cookieName))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("none");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(node + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept-Language", "en");
    }

    private Answer send(HttpRequest.Builder request) {
        return RunningDemo.send(http, request);
    }
}
