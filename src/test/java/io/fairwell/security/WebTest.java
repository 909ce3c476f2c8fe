package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.testing.DemoTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.admin.impl.web.SetupResource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.rest.dto.identity.UserCredentialsDto;
import org.camunda.bpm.engine.rest.dto.identity.UserDto;
import org.camunda.bpm.engine.rest.dto.identity.UserProfileDto;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DemoTest
class WebTest {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String API = "/camunda/api/engine/engine/default";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    private Browser browser;
    private Deployment deployment;

    @BeforeEach
    void startAProcess() {
        browser = new Browser(port);
        deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "web-test.bpmn",
                        Bpmn.createExecutableProcess("web-test")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .parallelGateway("both")
                                .userTask("Task_ReviewIdentity")
                                .camundaCandidateGroups("support")
                                .endEvent()
                                .moveToNode("both")
                                .userTask("Task_ApproveRefund")
                                .camundaCandidateGroups("supervisors")
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService()
                .createProcessInstanceByKey("web-test")
                .setVariable("terms", "carrier-monthly")
                .execute();
    }

    @AfterEach
    void undeploy() {
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
    }

    @Test
    void oneLoginOpensTasklist() {
        HttpResponse<String> first = browser.get(TASKLIST);
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(location(first)).endsWith("/login");

        assertThat(location(browser.signIn("agent", "agent"))).endsWith(TASKLIST);

        assertThat(browser.get(TASKLIST).statusCode()).isEqualTo(200);
        assertThat(browser.getJson("/camunda/api/admin/auth/user/default").body())
                .contains("\"userId\":\"agent\"");
    }

    @Test
    void anAgentSeesAndDoesTheWorkOfTheOwnGroupOnly() {
        browser.signIn("agent", "agent");
        String tasks = tasks();
        assertThat(JsonPath.<List<String>>read(tasks, "$[*].taskDefinitionKey")).containsExactly("Task_ReviewIdentity");
        String task = API + "/task/" + JsonPath.<String>read(tasks, "$[0].id");

        assertThat(JsonPath.<String>read(
                        browser.getJson(task + "/form-variables").body(), "$.terms.value"))
                .isEqualTo("carrier-monthly");
        assertThat(browser.sendToWebapp("POST", task + "/claim", "{\"userId\":\"agent\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser.sendToWebapp("POST", task + "/unclaim", "{}").statusCode())
                .isEqualTo(204);
        assertThat(browser.sendToWebapp("POST", task + "/submit-form", "{}").statusCode())
                .isEqualTo(204);
        assertThat(JsonPath.<List<String>>read(tasks(), "$[*]")).isEmpty();
    }

    @Test
    void anAgentCannotTouchAnotherGroupsTask() {
        String id = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey("Task_ApproveRefund")
                .singleResult()
                .getId();
        browser.signIn("agent", "agent");
        browser.get(TASKLIST);

        assertThat(browser.getJson(API + "/task/" + id).statusCode()).isNotEqualTo(200);
        assertThat(browser.sendToWebapp("POST", API + "/task/" + id + "/submit-form", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theFiltersAreThereAndWork() {
        browser.signIn("agent", "agent");

        String filters = browser.getJson(API + "/filter?resourceType=Task&firstResult=0&maxResults=2000")
                .body();

        assertThat(JsonPath.<List<String>>read(filters, "$[*].name"))
                .containsExactlyInAnyOrder(
                        "My tasks · 我的任务",
                        "My group's tasks · 组内任务",
                        "Overdue · 已逾期",
                        "1 Verify identity · 身份核验",
                        "3 Retention offer · 挽留方案",
                        "4 Approve refund · 退款审批",
                        "5 Confirm · 确认与执行",
                        "Disputes · 异议");
        browser.get(TASKLIST);
        assertThat(list(idOf(filters, "My group's tasks · 组内任务")))
                .contains("Task_ReviewIdentity")
                .doesNotContain("Task_ApproveRefund");
        assertThat(list(idOf(filters, "My tasks · 我的任务"))).isEqualTo("[]");
        assertThat(list(idOf(filters, "Overdue · 已逾期"))).isEqualTo("[]");
    }

    private String list(String filter) {
        return browser.sendToWebapp("POST", API + "/filter/" + filter + "/list?firstResult=0&maxResults=15", "{}")
                .body();
    }

    @Test
    void expressionsInQueriesThatSomebodySendsAreRefused() {
        browser.signIn("operator", "operator");
        browser.get("/camunda/app/cockpit/default/");

        HttpResponse<String> answer = browser.sendToWebapp(
                "POST", API + "/task?maxResults=15", "{\"assigneeExpression\":\"${currentUser()}\"}");

        assertThat(answer.statusCode()).isBetween(400, 599);
        assertThat(answer.body()).contains("xpressions are forbidden");
    }

    /** CVE-2026-109432: the engine looks for expressions in the outermost conditions only. */
    @Test
    void expressionsJoinedByOrAreRefusedToo() {
        browser.signIn("admin", "admin");
        browser.get(TASKLIST);
        String filter = idOf(
                browser.getJson(API + "/filter?resourceType=Task&firstResult=0&maxResults=2000")
                        .body(),
                "My tasks · 我的任务");
        String evil = "{\"orQueries\":[{\"assigneeExpression\":\"${''.getClass().forName('java.lang.Runtime')}\"}]}";

        for (String path : List.of("/task?maxResults=15", "/task/count", "/filter/" + filter + "/list")) {
            HttpResponse<String> answer = browser.sendToWebapp("POST", API + path, evil);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).contains("Expressions are forbidden in queries, wherever they stand");
        }
    }

    @Test
    void nobodyStoresAFilterThatRunsSomething() {
        browser.signIn("admin", "admin");
        browser.get(TASKLIST);
        long before = engine.getFilterService().createFilterQuery().count();

        for (String query : List.of(
                "{\"orQueries\":[{\"assigneeExpression\":\"${''.getClass()}\"}]}",
                "{\"assigneeExpression\":\"${authenticatedUserId}\"}",
                "{\"dueBeforeExpression\":\"${dateTime().getClass()}\"}")) {
            HttpResponse<String> answer = browser.sendToWebapp(
                    "POST",
                    API + "/filter/create",
                    "{\"resourceType\":\"Task\",\"name\":\"evil\",\"query\":" + query + "}");
            // 403 where the interface is not open for it at all
            assertThat(answer.statusCode()).as(query).isIn(400, 403);
        }
        assertThat(engine.getFilterService().createFilterQuery().count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-java-serialized-object", "application/json", "application/xml"})
    void noObjectComesWithATask(String format) {
        browser.signIn("agent", "agent");
        browser.get(TASKLIST);
        String task = API + "/task/" + JsonPath.<String>read(tasks(), "$[0].id");
        String variables = """
                {"variables":{"evil":{"type":"Object","value":"rO0ABXQABGV2aWw=","valueInfo":
                {"objectTypeName":"java.lang.String","serializationDataFormat":"%s"}}}}""".formatted(format);

        for (String way : List.of("/complete", "/submit-form", "/resolve")) {
            assertThat(browser.sendToWebapp("POST", task + way, variables).statusCode())
                    .as(way)
                    .isBetween(400, 599);
        }
        assertThat(tasks()).contains("Task_ReviewIdentity");
    }

    /** Behind what the filter chain refuses: the engine would take anybody while it has no administrator. */
    @Test
    void theFirstAdministratorIsNotMadeByAnybodyElse() {
        UserDto evil = new UserDto();
        evil.setProfile(new UserProfileDto());
        evil.getProfile().setId("evil");
        evil.setCredentials(new UserCredentialsDto());
        evil.getCredentials().setPassword("evil");

        assertThatThrownBy(() -> new SetupResource().createInitialUser("default", evil))
                .hasMessageContaining("Setup action not available");
        assertThat(engine.getIdentityService().createUserQuery().userId("evil").count())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "agent,      tasklist, 200",
        "agent,      cockpit,  403",
        "agent,      admin,    403",
        "supervisor, tasklist, 200",
        "operator,   cockpit,  200",
        "operator,   admin,    403",
        "analyst,    cockpit,  200",
        "auditor,    cockpit,  200",
        "auditor,    tasklist, 403",
        "admin,      admin,    200",
        "admin,      cockpit,  200",
    })
    void eachGroupHasItsApplications(String person, String application, int status) {
        browser.signIn(person, person);

        assertThat(browser.get("/camunda/app/" + application + "/default/").statusCode())
                .isEqualTo(status);
    }

    @Test
    void leavingTasklistEndsTheSession() {
        browser.signIn("agent", "agent");
        browser.get(TASKLIST);

        assertThat(browser.sendToWebapp("POST", "/camunda/api/admin/auth/user/default/logout", "")
                        .statusCode())
                .isEqualTo(200);

        assertThat(browser.getJson(API + "/task").statusCode()).isEqualTo(401);
        assertThat(location(browser.get("/desk"))).endsWith("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void theApplicationsLoginFormGivesWayToOurs(String application) {
        browser.signIn("admin", "admin");

        assertThat(browser.get("/camunda/app/" + application + "/scripts/config.js")
                        .body())
                .contains("../../../assets/fairwell-login");
        assertThat(browser.get("/assets/fairwell-login.js").body()).contains(application);
    }

    @Test
    void aForgedLogoutFails() {
        browser.signIn("agent", "agent");
        browser.get(TASKLIST);

        assertThat(browser.send("POST", "/camunda/api/admin/auth/user/default/logout", "")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void leavingOurPagesEndsTheSession() {
        browser.signIn("agent", "agent");
        browser.get(TASKLIST);

        assertThat(location(browser.signOut())).endsWith("/login?logout");

        assertThat(browser.getJson(API + "/task").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /camunda/api/engine/engine/default/deployment/create",
        "POST,   /camunda/api/admin/auth/user/default/login/admin",
        "POST,   /camunda/api/engine/engine/default/filter/create",
        "POST,   /camunda/api/engine/engine/default/task/create",
        "POST,   /camunda/api/engine/engine/default/process-definition/key/cancellation/start",
        "POST,   /camunda/api/engine/engine/default/message",
        "POST,   /camunda/api/engine/engine/default/authorization/create",
        "PUT,    /camunda/api/engine/engine/default/tenant/main/group-members/support",
        "DELETE, /camunda/api/engine/engine/default/tenant/main",
        "POST,   /camunda/api/engine/engine/other/task",
        "GET,    /camunda/api/admin/plugin/adminPlugins/default/metrics/aggregated",
        "POST,   /camunda/api/engine/task",
    })
    void neverAllowed(String method, String path) {
        browser.get(TASKLIST);
        assertThat(browser.sendToWebapp(method, path, "{}").statusCode()).isEqualTo(401);

        browser.signIn("admin", "admin");
        browser.get("/camunda/app/admin/default/");
        assertThat(browser.sendToWebapp(method, path, "{}").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/unknown", "/actuator/env", "/actuator", "/desk", "/desk/cases", "/swagger", "/logout"})
    void strangersGetNowhere(String path) {
        assertThat(location(browser.get(path))).endsWith("/login");
    }

    @ParameterizedTest
    @CsvSource({
        "agent,    /desk,         404",
        "agent,    /unknown,      403",
        "agent,    /actuator/env, 403",
        "operator, /desk,         403",
        "admin,    /desk,         404"
    })
    void peopleGetWhereTheirGroupMay(String person, String path, int status) {
        browser.signIn(person, person);

        // 404: allowed, but this test has no such page
        assertThat(browser.get(path).statusCode()).isIn(status, status == 404 ? 200 : status);
    }

    @ParameterizedTest
    @CsvSource({"/assets/fairwell.css, 200", "/login, 200"})
    void isPublic(String path, int status) {
        assertThat(browser.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void healthIsPublicButNotItsDetails() {
        HttpResponse<String> health = browser.getJson("/actuator/health");

        assertThat(health.body()).contains("\"status\"").doesNotContain("components");
    }

    @ParameterizedTest
    @CsvSource({"en, Sign in, This is a demo", "zh-CN, 登录, 这是演示环境"})
    void theLoginPageSpeaksTheReadersLanguage(String language, String title, String demo) {
        HttpResponse<String> page = browser.get("/login", "Accept-Language", language);

        assertThat(page.body()).contains("lang=\"" + language, title, demo, "agent2");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void aWrongPasswordSlowsDownTheNextAttempt() {
        assertThat(location(browser.signIn("agent2", "wrong"))).endsWith("/login?error");
        assertThat(location(browser.signIn("agent2", "agent2"))).endsWith("/login?error");
        assertThat(location(browser.signIn("nobody", "nobody"))).endsWith("/login?error");

        engine.getIdentityService().unlockUser("agent2");
        assertThat(location(browser.signIn("agent2", "agent2"))).endsWith("/desk");
    }

    @Test
    void asMuchAsTheEngineGivesIsGivenWhateverIsAskedFor() {
        browser.signIn("agent", "agent");

        for (String limit : List.of("500", "501", "2000", "99999999999", "-1")) {
            assertThat(browser.getJson(API + "/filter?firstResult=0&maxResults=" + limit)
                            .statusCode())
                    .as(limit)
                    .isEqualTo(200);
        }
    }

    @Test
    void headersOfTheEnginesApplicationsAreNotDoubled() {
        browser.signIn("agent", "agent");

        HttpResponse<String> page = browser.get(TASKLIST);

        for (String header : List.of("Content-Security-Policy", "X-Content-Type-Options", "X-XSS-Protection")) {
            assertThat(page.headers().allValues(header)).as(header).hasSize(1);
        }
    }

    @Test
    void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
        String cookie = browser.get(TASKLIST).headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(cookie).contains("FAIRWELL=", "HttpOnly");
        assertThat(cookie.split("(?i)SameSite=Lax", -1)).hasSize(2);
    }

    private String tasks() {
        return browser.getJson(API + "/task?processDefinitionKey=web-test&maxResults=50")
                .body();
    }

    private static String idOf(String filters, String name) {
        return JsonPath.<List<String>>read(filters, "$[?(@.name == \"" + name + "\")].id")
                .get(0);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("no redirect: " + answer.statusCode());
    }
}
