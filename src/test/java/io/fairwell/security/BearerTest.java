package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.testing.DemoTest;
import io.fairwell.testing.Ungated;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DemoTest
@TestInstance(Lifecycle.PER_CLASS)
class BearerTest {

    private static final String START = "/engine-rest/process-definition/key/cancellation/start";

    private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    private Browser http;
    private Deployment deployment;

    @BeforeEach
    void knock() {
        http = new Browser(port);
    }

    @BeforeAll
    void deploy() {
        // A cancellation that does nothing: no such thing passes the gate.
        deployment = Ungated.run(
                engine,
                () -> engine.getRepositoryService()
                        .createDeployment()
                        .addModelInstance(
                                "cancellation.bpmn",
                                Bpmn.createExecutableProcess("cancellation")
                                        .camundaHistoryTimeToLive(1)
                                        .startEvent()
                                        .userTask("Task_ReviewIdentity")
                                        .endEvent()
                                        .done())
                        .deploy());
    }

    @AfterAll
    void undeploy() {
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN, zh-CN, 未通过身份认证",
        "zh-TW;q=0.9, zh-CN, 未通过身份认证",
        "de, en, Not authenticated",
        "en-GB, en, Not authenticated"
    })
    void saysInTheCallersLanguageThatATokenIsMissing(String asked, String given, String title) {
        HttpResponse<String> answer = http.getJson("/api/v1/subscriptions?customerId=c", "Accept-Language", asked);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Language")).hasValue(given);
        assertThat(JsonPath.<String>read(answer.body(), "$.type")).isEqualTo("/problems/unauthorized");
        assertThat(JsonPath.<String>read(answer.body(), "$.title")).isEqualTo(title);
        assertThat(JsonPath.<Integer>read(answer.body(), "$.status")).isEqualTo(401);
        assertThat(JsonPath.<String>read(answer.body(), "$.instance")).isEqualTo("/api/v1/subscriptions");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 没有权限", "en, Not allowed"})
    void saysThatTheScopeIsMissing(String language, String title) {
        HttpResponse<String> answer =
                http.send("POST", "/api/v1/cancellations", "{}", bearer("reader", "reader-secret", language));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("insufficient_scope");
        assertThat(JsonPath.<String>read(answer.body(), "$.type")).isEqualTo("/problems/forbidden");
        assertThat(JsonPath.<String>read(answer.body(), "$.title")).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/cases",
        "DELETE, /api/v1/cancellations/1",
        "PATCH,  /api/v1/subscriptions/1",
        "POST,   /v1/anything",
        "GET,    /engine-rest/task",
        "GET,    /engine-rest/engine",
        "POST,   /engine-rest/deployment/create",
        "POST,   /api/v1/rules/proposals",
        "GET,    /api/v1/rules/proposals",
        "POST,   /api/v1/rules/proposals/1/approval",
        "DELETE, /api/v1/rules/proposals/1",
        "POST,   /engine-rest/process-definition/key/aftercare/start",
        "POST,   /engine-rest/process-definition/key/cancellation/submit-form",
        "GET,    /engine-rest/process-definition/key/cancellation/start",
        "GET,    /engine-rest",
    })
    void refusesWhatIsNotListed(String method, String path) {
        HttpResponse<String> known = http.send(method, path, "{}", bearer("demo-upstream", "demo-secret", "en"));
        HttpResponse<String> unknown = http.send(method, path, "{}");

        assertThat(known.statusCode()).isEqualTo(403);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.headers().firstValue("Set-Cookie")).isEmpty();
    }

    /** A payment gateway has no token; the sandbox calls nobody, so nothing is there. */
    @Test
    void callbacksNeedNoTokenAndOnlyThoseOfTheConfiguredGatewayExist() {
        for (String gateway : List.of("http", "stripe", "sandbox")) {
            HttpResponse<String> answer = http.send("POST", "/callbacks/payments/" + gateway, "{}");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(JsonPath.<String>read(answer.body(), "$.type")).isEqualTo("/problems/not-found");
        }
        assertThat(http.send("GET", "/callbacks/payments/http", "").statusCode())
                .isEqualTo(401);
        assertThat(http.send("POST", "/callbacks/other", "{}").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/subscriptions", "GET, /v1/points/status?card_no=1&plan_id=2", "POST, /api/v1/quotes"})
    void letsAReaderRead(String method, String path) {
        assertThat(http.send(method, path, "{}", bearer("reader", "reader-secret", "en"))
                        .statusCode())
                .isNotIn(401, 403);
    }

    @Test
    void startsTheProcessThroughTheEnginesOwnInterface() {
        HttpResponse<String> answer = start("""
                {"variables":{"subscriptionId":{"value":"sub-1"},"reason":{"value":"OTHER","type":"String"}}}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        String instance = JsonPath.read(answer.body(), "$.id");
        assertThat(engine.getRuntimeService().getVariable(instance, "subscriptionId"))
                .isEqualTo("sub-1");
        assertThat(engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getStartUserId())
                .isEqualTo("client:demo-upstream");
        assertThat(engine.getIdentityService().getCurrentAuthentication()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"Task_ReviewIdentity\"}]}",
                "{\"skipCustomListeners\":true}",
                "{\"withVariablesInReturn\":true}",
                "{\"variables\":{\"identityVerified\":{\"value\":\"true\"}}}",
                "{\"variables\":{\"reason\":{\"value\":true,\"type\":\"Boolean\"}}}",
                "{\"variables\":{\"reason\":{\"value\":\"rO0AB\",\"type\":\"Object\"}}}",
                "{\"variables\":{},\"variables\":{\"identityVerified\":{\"value\":\"true\"}}}",
                "[]",
                "{}{}",
                "{"
            })
    void refusesStartsThatGoRoundTheChecks(String body) {
        long before = instances();

        HttpResponse<String> answer = start(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonPath.<String>read(answer.body(), "$.type")).isEqualTo("/problems/malformed-request");
        assertThat(instances()).isEqualTo(before);
    }

    /** The engine's servlet reads {@code %65} as {@code e}; who looks at the body of a start might not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%65ngine-rest/process-definition/key/cancellation/start",
                "/engine%2drest/process-definition/key/cancellation/start",
                "/engine-rest/process-definition/key/cancellation/st%61rt",
                "/engine-rest/process-definition/key/cancellation/start;a=b",
                "/engine-rest//process-definition/key/cancellation/start",
                "/engine-rest/./process-definition/key/cancellation/start",
                "/engine-rest/process-definition/key/cancellation/start/",
                "/engine-rest/engine/default/process-definition/key/cancellation/start",
                "/engine-rest/process-instance/../process-definition/key/cancellation/start",
            })
    void refusesStartsUnderAnotherName(String path) {
        long before = instances();

        HttpResponse<String> answer = http.send(
                "POST",
                path,
                "{\"variables\":{\"identityVerified\":{\"value\":\"true\"}}}",
                bearer("demo-upstream", "demo-secret", "en"));

        assertThat(answer.statusCode()).isIn(400, 403);
        assertThat(instances()).isEqualTo(before);
    }

    @Test
    void aMethodInAHeaderIsNotTheMethod() {
        String[] bearer = bearer("demo-upstream", "demo-secret", "en");
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            String[] headers =
                    Stream.concat(Stream.of(bearer), Stream.of(header, "POST")).toArray(String[]::new);
            long before = instances();
            assertThat(http.send("GET", START + "?_method=POST", "", headers).statusCode())
                    .isEqualTo(403);
            assertThat(instances()).isEqualTo(before);
        }
    }

    @Test
    void aClientReadsWhatItStartedItselfAndNothingElse() {
        String own = JsonPath.read(start("{}").body(), "$.id");
        String others = engine.getRuntimeService()
                .createProcessInstanceByKey("cancellation")
                .setVariable("startedForTenant", "main")
                .execute()
                .getId();
        for (String path : List.of("/engine-rest/process-instance/", "/engine-rest/history/process-instance/")) {
            HttpResponse<String> read = read(path + own, "demo-upstream", "demo-secret");
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(JsonPath.<String>read(read.body(), "$.id")).isEqualTo(own);
            assertThat(read(path + own, "analyst", "reader-secret").statusCode())
                    .as("without the scope")
                    .isEqualTo(403);
            HttpResponse<String> none = read(path + UNKNOWN, "demo-upstream", "demo-secret");
            assertThat(none.statusCode()).isEqualTo(404);
            for (HttpResponse<String> foreign : List.of(
                    read(path + others, "demo-upstream", "demo-secret"),
                    read(path + own, "shop", "reader-secret"),
                    read(path + own, "demo-north", "demo-secret"))) {
                assertThat(foreign.statusCode()).isEqualTo(404);
                assertThat(foreign.body().replace(own, UNKNOWN).replace(others, UNKNOWN))
                        .isEqualTo(none.body());
            }
            assertThat(read(path + own + "/variables", "demo-upstream", "demo-secret")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private HttpResponse<String> read(String path, String client, String secret) {
        return http.getJson(path, bearer(client, secret, "en"));
    }

    private long instances() {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey("cancellation")
                .count();
    }

    @Test
    void refusesAHugeStart() {
        assertThat(start(" ".repeat(20_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void aClientNamedLikeAPersonHasNothingOfThatPerson() {
        engine.getIdentityService().setAuthentication("client:admin", List.of(Groups.UPSTREAM), List.of("main"));
        try {
            assertThat(engine.getTaskService().createTaskQuery().count()).isZero();
            assertThat(engine.getIdentityService().createUserQuery().count()).isZero();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private HttpResponse<String> start(String body) {
        return http.send("POST", START, body, bearer("demo-upstream", "demo-secret", "en"));
    }

    private String[] bearer(String client, String secret, String language) {
        String token = JsonPath.read(http.token(client, secret, "").body(), "$.access_token");
        return new String[] {"Authorization", "Bearer " + token, "Accept-Language", language};
    }
}
