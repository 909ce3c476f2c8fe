package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.privacy.Pseudonyms;
import io.fairwell.testing.DemoTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is done through each door stands in the audit trail, and nothing of what is nobody's business does. */
@DemoTest
class AuditedRequestsTest {

    private static final String API = "/camunda/api/engine/engine/default";
    private static final String SUBSCRIPTION = """
            {"customerId":"%1$s","planId":"plan","planName":{"en":"Plan"},"terms":"lifetime","jurisdiction":"CN",
             "timeZone":"Asia/Shanghai","channel":"DIRECT","paymentRoute":"CARD","autoRenew":true,"billingPeriod":"P1Y",
             "price":{"amount":"299.00","currency":"CNY"},"paid":{"amount":"299.00","currency":"CNY"},
             "paidOn":"2026-01-10","termStart":"2026-01-10","termEnd":"2027-01-10","used":true,
             "contact":{"email":"canary@example.org"}}""";

    @LocalServerPort
    private int port;

    @Autowired
    private Pseudonyms pseudonyms;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ProcessEngine engine;

    private final String id = "audit-" + UUID.randomUUID();
    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    @Test
    void whatAnUpstreamSystemWritesAndReads() {
        String[] token = bearer();
        browser.send("PUT", "/api/v1/subscriptions/" + id, SUBSCRIPTION.formatted(id), token);
        HttpResponse<String> declared = browser.send(
                "POST",
                "/api/v1/cancellations",
                "{\"subscriptionId\":\"%s\",\"reason\":{\"code\":\"OTHER\",\"comment\":\"a canary in words\"}}"
                        .formatted(id),
                with(token, "Idempotency-Key", id));
        assertThat(declared.statusCode()).isEqualTo(201);
        String number = JsonPath.read(declared.body(), "$.caseNumber");
        browser.getJson("/api/v1/cancellations/" + number, token);
        browser.get("/api/v1/cancellations/" + number + "/receipt", token);
        browser.getJson("/api/v1/subscriptions?customerId=" + id + "&text=canary", token);

        eventually(() -> assertThat(entries("details ->> 'id' = '" + id + "' OR details ->> 'customerId' = '"
                        + pseudonyms.of("main", id) + "'"))
                .containsExactly(
                        "client:demo-upstream PUT /api/v1/subscriptions/{id} DONE",
                        "client:demo-upstream GET /api/v1/subscriptions DONE"));
        eventually(() -> assertThat(entries("case_number = '" + number + "'"))
                .contains(
                        "client:demo-upstream case.RECEIVED DONE",
                        "client:demo-upstream POST /api/v1/cancellations DONE",
                        "client:demo-upstream GET /api/v1/cancellations/{number} DONE",
                        "client:demo-upstream GET /api/v1/cancellations/{number}/receipt DONE"));
        assertThat(jdbc.sql("SELECT DISTINCT address FROM audit_entry WHERE case_number = ?")
                        .param(number)
                        .query(String.class)
                        .list())
                .containsExactly("127.0.0.1");
        assertThat(everything()).doesNotContain("canary");
    }

    /** The entry is there if and only if the case is. */
    @Test
    void whatWasRefusedIsRecordedAsRefused() {
        browser.send("PUT", "/api/v1/subscriptions/" + id, "{}", bearer());

        eventually(() -> assertThat(entries("details ->> 'id' = '" + id + "'"))
                .containsExactly("client:demo-upstream PUT /api/v1/subscriptions/{id} REFUSED"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/webhooks/test, reader, client:reader POST /api/v1/webhooks",
        "GET,  /api/v1/audit, reader, client:reader GET /api/v1/audit",
        "GET,  /engine-rest/task, reader, client:reader GET /engine-rest/task",
    })
    void whoMayNotIsNamed(String method, String path, String client, String who) {
        String token = JsonPath.read(browser.token(client, "reader-secret", "").body(), "$.access_token");
        for (int i = 0; i < 3; i++) {
            assertThat(browser.send(method, path, "{}", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(403);
        }

        eventually(() -> assertThat(entries("actor = 'client:reader' AND outcome = 'REFUSED' AND NOT details ? 'more'"))
                .filteredOn(entry -> entry.startsWith(who))
                .hasSizeBetween(1, 2));
    }

    @Test
    void whoIsUnknownIsRecordedWithoutWhatTheyAskedFor() {
        String odd = "/api/v1/" + UUID.randomUUID();
        assertThat(browser.getJson(odd).statusCode()).isEqualTo(401);

        eventually(() -> assertThat(entries("action = 'GET /api/v1/*'"))
                .isNotEmpty()
                .allMatch(entry -> entry.endsWith("REFUSED")));
        assertThat(everything()).doesNotContain(odd);
    }

    @Test
    void signingInAndOut() {
        browser.signIn("auditor", "wrong-password-canary");
        browser.signIn("a-password-in-the-wrong-field", "x");
        browser.signIn("operator", "operator");
        browser.signOut();
        browser.token("demo-analyst", "wrong-secret", "");
        browser.token("demo-analyst", "demo-secret", "");

        eventually(() -> assertThat(entries("actor = 'person:auditor'")).contains("person:auditor login REFUSED"));
        eventually(() -> assertThat(entries("actor = 'person:operator'"))
                .containsSubsequence("person:operator login DONE", "person:operator logout DONE"));
        eventually(
                () -> assertThat(entries("actor = 'client:demo-analyst'")).contains("client:demo-analyst token DONE"));
        eventually(() ->
                assertThat(entries("action = 'POST /oauth2/token'")).contains("anonymous POST /oauth2/token REFUSED"));
        assertThat(everything()).doesNotContain("canary", "a-password-in-the-wrong-field");
    }

    @Test
    void signingOutOfTasklist() {
        browser.signIn("supervisor", "supervisor");
        browser.get("/camunda/app/tasklist/default/");
        browser.sendToWebapp("POST", "/camunda/api/admin/auth/user/default/logout", "");

        eventually(() -> assertThat(entries("actor = 'person:supervisor'"))
                .containsSubsequence("person:supervisor login DONE", "person:supervisor logout DONE"));
    }

    @Test
    void whatPeopleDoInTheEnginesApplications() {
        String key = "audited-" + UUID.randomUUID();
        var deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        key + ".bpmn",
                        Bpmn.createExecutableProcess(key)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("Task_Audited")
                                .camundaCandidateGroups("support")
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey(key, "FW-AUDITED-" + key);
        String task = engine.getTaskService()
                .createTaskQuery()
                .processDefinitionKey(key)
                .singleResult()
                .getId();
        browser.signIn("agent", "agent");
        browser.get("/camunda/app/tasklist/default/");
        browser.sendToWebapp("POST", API + "/task/" + task + "/claim", "{\"userId\":\"agent\"}");
        browser.sendToWebapp("POST", API + "/task/" + task + "/submit-form", "{}");
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true);

        eventually(() -> assertThat(entries("case_number = 'FW-AUDITED-" + key + "'"))
                .contains("person:agent engine.Task.Claim DONE", "person:agent engine.Task.Complete DONE"));
        eventually(() -> assertThat(
                        entries("action = 'deployment' AND details ->> 'deployment' = '" + deployment.getId() + "'"))
                .containsExactly("system:fairwell deployment DONE"));
    }

    @Test
    void whatAdministratorsChange() {
        String name = "audited" + UUID.randomUUID().toString().replace("-", "");
        browser.signIn("admin", "admin");
        browser.get("/camunda/app/admin/default/");
        HttpResponse<String> created = browser.sendToWebapp("POST", API + "/user/create", """
                {"profile":{"id":"%s","firstName":"Canary","lastName":"Canary","email":"canary@example.org"},
                 "credentials":{"password":"a-canary-password"}}""".formatted(name));
        assertThat(created.statusCode()).isEqualTo(204);
        browser.sendToWebapp("PUT", API + "/group/support/members/" + name, "");
        engine.getIdentityService().deleteUser(name);

        eventually(() -> assertThat(entries("action LIKE 'engine.%' AND details ->> 'to' = '" + name + "'"))
                .contains("person:admin engine.User.Create DONE", "person:admin engine.Group membership.Create DONE"));
        assertThat(everything()).doesNotContainIgnoringCase("canary");
    }

    @Test
    void theStartIsRecordedWithItsVersion() {
        assertThat(jdbc.sql("SELECT details ->> 'version' FROM audit_entry WHERE action = 'start'")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(version -> version.matches("\\d+\\.\\d+.*"));
    }

    /** What only reads, or was refused, is recorded when it has been answered: the caller may be faster. */
    private static void eventually(ThrowingRunnable assertion) {
        await().untilAsserted(assertion);
    }

    private List<String> entries(String where) {
        return jdbc.sql("SELECT actor || ' ' || action || ' ' || outcome FROM audit_entry e"
                        + " LEFT JOIN audit_pending p ON p.entry_id = e.id LEFT JOIN audit_seal s ON s.entry_id = e.id"
                        + " WHERE " + where.replace("?", "??") + " ORDER BY s.sequence NULLS LAST, p.position")
                .query(String.class)
                .list();
    }

    private String everything() {
        return jdbc.sql("SELECT string_agg(audit_entry::text, E'\\n') FROM audit_entry")
                .query(String.class)
                .single();
    }

    private String[] bearer() {
        String token =
                JsonPath.read(browser.token("demo-upstream", "demo-secret", "").body(), "$.access_token");
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static String[] with(String[] headers, String name, String value) {
        return new String[] {headers[0], headers[1], name, value};
    }
}
