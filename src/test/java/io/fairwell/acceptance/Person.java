package io.fairwell.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairwell.testing.ApiCaller;
import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the demo people, signed in, working through the requests that Tasklist's pages make. */
final class Person {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private ApiCaller at;
    private final String name;

    private Person(ApiCaller at, String name) {
        this.at = at;
        this.name = name;
    }

    /** In the demo people's passwords are their names. */
    static Person signIn(RunningDemo demo, String name) {
        return signIn(demo.api(), name);
    }

    static Person signIn(ApiCaller at, String name) {
        Person person = new Person(at, name);
        Matcher field = CSRF.matcher(person.send(at.request("/login").GET()).body());
        assertThat(field.find()).as("CSRF field of the login page").isTrue();
        String form = "username=" + name + "&password=" + name + "&_csrf="
                + URLEncoder.encode(field.group(1), StandardCharsets.UTF_8);
        person.send(at.request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .expect(302);
        person.send(at.request("/camunda/app/tasklist/default/").GET()).expect(200);
        return person;
    }

    /** From now on the same browser, with the same cookies, gets to another node. */
    Person at(ApiCaller other) {
        at = other;
        return this;
    }

    /** The id of the one open task of a case with this name that this person may see. */
    String task(String caseNumber, String taskName) {
        AtomicReference<String> id = new AtomicReference<>("");
        await(taskName + " of " + caseNumber + " for " + name)
                .atMost(Cases.PATIENCE)
                .untilAsserted(() -> {
                    Answer tasks = tasks(caseNumber);
                    assertThat(tasks.json()).as(tasks.body()).hasSize(1);
                    assertThat(tasks.text("/0/name")).isEqualTo(taskName);
                    id.set(tasks.text("/0/id"));
                });
        return id.get();
    }

    Answer tasks(String caseNumber) {
        return send(at.request(ENGINE + "/task?maxResults=15&processInstanceBusinessKey=" + caseNumber)
                        .GET())
                .expect(200);
    }

    /** Takes the task and hands in its form. @param fields text values by name */
    Answer submit(String task, Map<String, String> fields) {
        post("/task/" + task + "/claim", Map.of("userId", name)).expect(204);
        return submitUnclaimed(task, fields);
    }

    Answer submitUnclaimed(String task, Map<String, String> fields) {
        Map<String, Object> variables = new TreeMap<>();
        fields.forEach((key, value) -> variables.put(key, Map.of("value", value, "type", "String")));
        return post("/task/" + task + "/submit-form", Map.of("variables", variables));
    }

    private Answer post(String path, Map<String, ?> body) {
        try {
            return send(at.request(ENGINE + path)
                    .header("Content-Type", "application/json")
                    .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                    .POST(BodyPublishers.ofByteArray(
                            JsonMapper.builder().build().writeValueAsBytes(body))));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String cookie(String cookieName) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(cookieName))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("none");
    }

    private Answer send(HttpRequest.Builder request) {
        return RunningDemo.send(http, request.header("Accept-Language", "en"));
    }
}
