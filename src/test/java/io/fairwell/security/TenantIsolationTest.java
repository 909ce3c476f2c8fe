package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.testing.DemoTest;
import io.fairwell.testing.Ungated;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** In the engine's web applications, what belongs to another tenant does not exist. */
@DemoTest
class TenantIsolationTest {

    private static final String API = "/camunda/api/engine/engine/default";
    private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    /** Of each group that has a line of its own in the table, somebody of the main tenant. */
    private static final Map<String, String> PEOPLE = Map.of(
            Groups.SUPPORT, "agent",
            Groups.SUPERVISORS, "supervisor",
            Groups.OPERATORS, "operator",
            Groups.ANALYSTS, "analyst",
            Groups.AUDITORS, "auditor");

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private LocalAccounts accounts;

    private Deployment deployment;
    private Map<String, String> ours;
    private Map<String, String> theirs;

    @BeforeEach
    void oneOfEachInBothTenants() {
        // No such thing passes the gate.
        deployment = Ungated.run(
                engine,
                () -> engine.getRepositoryService()
                        .createDeployment()
                        .addModelInstance(
                                "isolation.bpmn",
                                Bpmn.createExecutableProcess("isolation")
                                        .camundaHistoryTimeToLive(1)
                                        .startEvent()
                                        .parallelGateway("both")
                                        .userTask("Task_ReviewIdentity")
                                        .camundaCandidateGroups("support,supervisors")
                                        .endEvent()
                                        .moveToNode("both")
                                        .userTask("Task_Later")
                                        .camundaAsyncBefore()
                                        .endEvent()
                                        .done())
                        .deploy());
        ours = started("main", "agent2");
        theirs = started("north", "northagent");
    }

    private Map<String, String> started(String tenant, String user) {
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceByKey("isolation")
                .businessKey("key-of-" + tenant + "-" + UUID.randomUUID())
                .setVariable("startedForTenant", tenant)
                .execute();
        assertThat(instance.getTenantId()).isEqualTo(tenant);
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult();
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("instance", instance.getId());
        ids.put("task", task.getId());
        ids.put(
                "job",
                engine.getManagementService()
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .singleResult()
                        .getId());
        ids.put("key", instance.getBusinessKey());
        ids.put("user", user);
        return ids;
    }

    @AfterEach
    void undeploy() {
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
    }

    @Test
    void whatSomebodyNamesIsAsIfItWereNotThere() {
        List<EngineRoutes.Route> naming = EngineRoutes.ALL.list().stream()
                .filter(route -> kind(route) != null)
                .filter(route -> person(route) != null)
                .toList();
        assertThat(naming).hasSizeGreaterThan(15);
        for (EngineRoutes.Route route : naming) {
            Browser browser = signedIn(person(route));
            String kind = kind(route);
            HttpResponse<String> foreign = call(browser, route, theirs.get(kind));
            HttpResponse<String> unknown = call(browser, route, UNKNOWN);

            assertThat(foreign.statusCode()).as("%s", route).isEqualTo(404);
            assertThat(foreign.body().replace(theirs.get(kind), UNKNOWN)).isEqualTo(unknown.body());
            assertThat(unknown.statusCode()).isEqualTo(404);
            if (route.method().name().equals("GET")) {
                assertThat(call(browser, route, ours.get(kind)).body())
                        .as("what is ours gets as far as the engine: %s", route)
                        .doesNotContain("/problems/not-found");
            }
        }
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(theirs.get("task"))
                        .singleResult()
                        .getAssignee())
                .isNull();
    }

    /** The engine itself says that there is something, and whose it is not. */
    @Test
    void withoutTheGuardTheEngineWouldTell() {
        engine.getIdentityService().setAuthentication("agent", List.of("support"), List.of("main"));
        try {
            assertThatThrownBy(() -> engine.getTaskService().claim(theirs.get("task"), "agent"))
                    .hasMessageContaining("it belongs to no authenticated tenant");
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    @Test
    void listsAndCountsLeaveOutWhatIsNotOurs() {
        StringBuilder seen = new StringBuilder();
        for (EngineRoutes.Route route : EngineRoutes.ALL.list()) {
            if (person(route) == null || route.pattern().contains("{") || !isList(route)) {
                continue;
            }
            seen.append(call(signedIn(person(route)), route, "").body());
        }
        String all = seen.toString();
        Stream.of("instance", "task", "key").forEach(kind -> assertThat(all).contains(ours.get(kind)));
        theirs.forEach((kind, id) -> assertThat(all).as(kind).doesNotContain(id));
    }

    private static boolean isList(EngineRoutes.Route route) {
        return route.method().name().equals("GET") && route.pattern().startsWith(API)
                || route.method().name().equals("POST")
                        && route.pattern().matches(".*/(process-instance|task|job|variable-instance|incident)");
    }

    @Test
    void aCountIsThatOfTheOwnTenant() {
        long own = engine.getTaskService().createTaskQuery().tenantIdIn("main").count();
        Number counted = JsonPath.read(
                signedIn("operator")
                        .sendToWebapp("POST", API + "/task/count", "{}")
                        .body(),
                "$.count");
        assertThat(counted.longValue())
                .isEqualTo(own)
                .isLessThan(engine.getTaskService().createTaskQuery().count());

        Browser agent = signedIn("northagent");
        String filters =
                agent.getJson(API + "/filter?resourceType=Task&maxResults=2000").body();
        for (String filter : JsonPath.<List<String>>read(filters, "$[*].id")) {
            HttpResponse<String> list =
                    agent.sendToWebapp("POST", API + "/filter/" + filter + "/list?firstResult=0&maxResults=50", "{}");
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(list.body()).doesNotContain(ours.get("task"));
        }
        assertThat(agent.getJson(API + "/task?maxResults=50").body()).contains(theirs.get("task"));
    }

    @Test
    void aTaskCannotBeMovedToAnotherTenant() {
        Browser supervisor = signedIn("supervisor");

        HttpResponse<String> answer = supervisor.sendToWebapp(
                "PUT", API + "/task/" + ours.get("task"), "{\"name\":\"Moved\",\"tenantId\":\"north\"}");

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(ours.get("task"))
                        .singleResult()
                        .getTenantId())
                .isEqualTo("main");
    }

    @Test
    void supervisorsFindTheirOwnPeopleOnly() {
        String people =
                signedIn("supervisor").getJson(API + "/user?maxResults=100").body();

        assertThat(people).contains("agent2").doesNotContain("north");
        assertThat(signedIn("supervisor")
                        .getJson(API + "/user?maxResults=100&memberOfTenant=north")
                        .body())
                .contains("agent2")
                .doesNotContain("north");
        assertThat(signedIn("northsupervisor")
                        .getJson(API + "/user?id=agent2&maxResults=1")
                        .body())
                .isEqualTo("[]");
    }

    @Test
    void whoHasNoTenantSeesNothingOfAny() {
        String id = "stray" + System.nanoTime();
        var user = engine.getIdentityService().newUser(id);
        user.setPassword("a-password-4711");
        engine.getIdentityService().saveUser(user);
        accounts.setOwn(id, "a-password-4711");
        engine.getIdentityService().createMembership(id, Groups.SUPPORT);
        Browser browser = new Browser(port);
        browser.signIn(id, "a-password-4711");
        browser.get("/camunda/app/tasklist/default/");

        assertThat(browser.getJson(API + "/task?maxResults=50").body()).isEqualTo("[]");
        assertThat(browser.getJson(API + "/task/" + ours.get("task")).statusCode())
                .isEqualTo(404);
        HttpResponse<String> desk = browser.get("/desk");
        assertThat(desk.statusCode()).isEqualTo(403);
        assertThat(desk.body()).contains("You belong to no tenant");
    }

    /** The engine lets its administrators see all tenants; who administers people is told so in the documentation. */
    @Test
    void administratorsSeeAllTenants() {
        assertThat(signedIn("admin").getJson(API + "/task?maxResults=50").body())
                .contains(ours.get("task"), theirs.get("task"));
    }

    private final Map<String, Browser> browsers = new LinkedHashMap<>();

    private Browser signedIn(String person) {
        return browsers.computeIfAbsent(person, name -> {
            Browser browser = new Browser(port);
            browser.signIn(name, name);
            browser.get("/camunda/app/welcome/default/");
            return browser;
        });
    }

    private static HttpResponse<String> call(Browser browser, EngineRoutes.Route route, String id) {
        String path = NAME.matcher(route.pattern()).replaceAll(Matcher.quoteReplacement(id));
        boolean list = id.isEmpty() && !path.endsWith("/count");
        String method = route.method().name();
        return method.equals("GET")
                ? browser.getJson(path + (list ? "?maxResults=100" : ""))
                : browser.sendToWebapp(method, path + (list ? "?maxResults=100" : ""), "{}");
    }

    /** What of a tenant this route names; null where it names nothing or something that all tenants share. */
    private String kind(EngineRoutes.Route route) {
        List<String> names = new ArrayList<>();
        NAME.matcher(route.pattern()).results().forEach(name -> names.add(name.group(1)));
        return names.stream().filter(theirs::containsKey).findFirst().orElse(null);
    }

    private static String person(EngineRoutes.Route route) {
        if (route.groups().isEmpty()) {
            return "agent";
        }
        return route.groups().stream()
                .sorted()
                .filter(PEOPLE::containsKey)
                .map(PEOPLE::get)
                .findFirst()
                .orElse(null);
    }
}
