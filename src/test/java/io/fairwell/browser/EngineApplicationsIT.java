package io.fairwell.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.fairwell.testing.Browser;
import io.fairwell.testing.RunningDemo;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * People of each group work through the engine's web applications, and nothing they are offered is refused to them. What
 * the applications call meanwhile is what the list of allowed addresses was made from; write it down anew with {@code
 * -Dfairwell.access.record=true}, in which case refusals do not matter.
 */
class EngineApplicationsIT {

    @RegisterExtension
    static final Browser browser = new Browser();

    private static final Recording RECORDING = new Recording();
    private static String number;
    private static String instance;
    private static String definition;

    @BeforeAll
    static void aCaseThatWaitsForSupport() {
        number = Upstream.declare(
                Upstream.subscription("retail-annual", "P1Y", "108.00"),
                "\"channel\":\"BRANCH\",\"confirmed\":true,\"reason\":{\"code\":\"OTHER\"}");
        Upstream.awaitWaitingFor(number, "REVIEW_IDENTITY");
        instance = text("SELECT id_ FROM act_hi_procinst WHERE business_key_ = '" + number + "'");
        definition = text("SELECT proc_def_id_ FROM act_hi_procinst WHERE id_ = '" + instance + "'");
    }

    @AfterAll
    static void nothingWasRefusedAndNothingIsNew() {
        RECORDING.finish();
    }

    @Test
    void anAgentWorksOnATask() {
        Tasklist agent = Tasklist.signIn(open("agent"), "agent");
        Page page = agent.page();
        for (String filter : List.of(Tasklist.MINE, Tasklist.OVERDUE, Tasklist.GROUP)) {
            page.getByText(filter + " ·").first().click();
        }
        agent.claim(Tasklist.GROUP, number);
        for (String tab : List.of("History", "Diagram", "Description", "Form")) {
            page.locator(".task-details .nav-tabs a", new Page.LocatorOptions().setHasText(tab))
                    .click();
            RECORDING.settle(page);
        }
        assertThat(page.locator(".fjs-container")).isVisible();
        page.locator("[ng-click='unclaim()']").first().click();
        assertThat(page.locator("[ng-click*='claim()']").first()).isVisible();
        agent.claim(Tasklist.GROUP, number);
        Browser.picture(page, "tasklist-task");
    }

    @Test
    void aSupervisorHandsOnATask() {
        String large = Upstream.declare(
                Upstream.subscription("enterprise-seats", "P1Y", "36500.00"),
                Upstream.ATTESTED + ",\"effective\":{\"mode\":\"IMMEDIATE\"}");
        Upstream.awaitWaitingFor(large, "REVIEW_REFUND");
        Tasklist supervisor = Tasklist.signIn(open("supervisor"), "supervisor");
        Page page = supervisor.page();
        supervisor.claim(Tasklist.REFUND, large);
        page.locator("[ng-click='editGroups()']").click();
        page.locator(".modal input").fill("operators");
        page.locator(".modal [ng-click='addGroup()']").click();
        RECORDING.settle(page);
        page.locator(".modal [ng-click^='removeGroup(']").last().click();
        RECORDING.settle(page);
        page.keyboard().press("Escape");
        assertThat(page.locator(".modal")).hasCount(0);
        page.locator(".assignee [cam-widget-inline-field]").first().click();
        page.locator(".assignee input").first().fill("agent2");
        page.keyboard().press("Enter");
        RECORDING.settle(page);
        assertThat(page.locator("body")).containsText("Arthur Agent");
    }

    @Test
    void analystsAuditorsAndOperatorsLookAtProcessesAndDecisions() {
        String decision =
                text("SELECT id_ FROM act_re_decision_def WHERE key_ = 'terms' ORDER BY version_ DESC LIMIT 1");
        String decided = text("SELECT id_ FROM act_hi_decinst WHERE coalesce(tenant_id_, 'main') = 'main' LIMIT 1");
        Page page = signedIn("analyst", "cockpit");
        visit(page, "cockpit", "/decisions", "/decision-definition/" + decision, "/decision-instance/" + decided);
        visit(page, "cockpit", "/repository");
        page = signedIn("auditor", "cockpit");
        visit(page, "cockpit", "/processes", "/process-instance/" + instance + "/runtime");
        open(page, "Incidents", "Called Process Instances", "User Tasks", "Jobs", "External Tasks", "Variables");
        page = signedIn("operator", "cockpit");
        visit(page, "cockpit", "/dashboard", "/tasks", "/process-definition/" + definition + "/runtime");
        open(page, "Incidents", "Called Process Definitions", "Job Definitions", "Process Instances");
    }

    private static void open(Page page, String... tabs) {
        for (String tab : tabs) {
            page.locator(".ctn-content-bottom .nav-tabs a", new Page.LocatorOptions().setHasText(tab))
                    .first()
                    .click();
            RECORDING.settle(page);
        }
    }

    @Test
    void anOperatorRetriesWhatFailed() {
        String incident = text("""
                WITH failed AS (UPDATE act_ru_job SET retries_ = 0
                  WHERE id_ = (SELECT id_ FROM act_ru_job WHERE process_instance_id_ = '%s' LIMIT 1) RETURNING *)
                INSERT INTO act_ru_incident (id_, rev_, incident_timestamp_, incident_type_, execution_id_, proc_inst_id_,
                  proc_def_id_, configuration_, tenant_id_, job_def_id_, cause_incident_id_, root_cause_incident_id_)
                SELECT '%2$s', 1, now(), 'failedJob', execution_id_, process_instance_id_, process_def_id_, id_, tenant_id_,
                  job_def_id_, '%2$s', '%2$s' FROM failed RETURNING id_
                """.formatted(instance, UUID.randomUUID()));
        assertThat(incident).isNotEmpty();
        Page page = signedIn("operator", "cockpit");
        visit(page, "cockpit", "/process-instance/" + instance + "/runtime?tab=incidents-tab");
        page.locator("[ng-click^='openJobRetryDialog']").first().click();
        page.locator("[ng-click='incrementRetry()']").click();
        assertThat(page.locator(".modal-footer .btn-primary:visible")).hasText("OK");
        page.locator(".modal-footer .btn-primary:visible").click();
        assertThat(text("SELECT count(*) FROM act_ru_incident WHERE id_ = '" + incident + "'"))
                .isEqualTo("0");
        page.locator(".btn-toolbar .glyphicon-pause").first().click();
        page.locator("[ng-click='updateSuspensionState()']").click();
        RECORDING.settle(page);
        page.locator(".modal-footer .btn-primary:visible").click();
        assertThat(text("SELECT min(suspension_state_) FROM act_ru_execution WHERE proc_inst_id_ = '" + instance + "'"))
                .isEqualTo("2");
        visit(page, "cockpit", "/process-instance/" + instance + "/runtime?tab=jobs-tab");
        page.locator(".btn-toolbar .glyphicon-play").first().click();
        page.locator("[ng-click='updateSuspensionState()']").click();
        RECORDING.settle(page);
    }

    @Test
    void anAdministratorManagesPeople() {
        String id = "new" + UUID.randomUUID().toString().substring(0, 8);
        Page page = signedIn("admin", "admin");
        visit(page, "admin", "/users");
        visit(page, "admin", "/user-create");
        page.locator("#inputUserId").fill(id);
        page.locator("#inputPassword").fill("a-password-4711");
        page.locator("#inputPasswordRepeat").fill("a-password-4711");
        page.locator("#inputFirstname").fill("New");
        page.locator("#inputLastname").fill("Person");
        page.locator("[ng-click='createUser()']").click();
        assertThat(page.locator("a[href*='#/users/" + id + "']").first()).isVisible();
        visit(page, "admin", "/users/" + id + "?tab=profile");
        page.locator("#inputFirstname").fill("Newer");
        page.locator("[ng-click='updateProfile()']").click();
        RECORDING.settle(page);
        visit(page, "admin", "/users/" + id + "?tab=groups");
        join(page, "openCreateGroupMembershipDialog()", "support");
        visit(page, "admin", "/users/" + id + "?tab=tenants");
        join(page, "openCreateTenantMembershipDialog()", "main");
        visit(page, "admin", "/users/" + id + "?tab=account");
        visit(page, "admin", "/groups", "/groups/support?tab=users", "/tenants", "/tenants/main?tab=users");
        visit(page, "admin", "/authorization?resource=0");
        page.navigate("/camunda/app/welcome/default/");
        RECORDING.settle(page);
        assertThat(text("SELECT tenant_id_ FROM act_id_tenant_member WHERE user_id_ = '" + id + "'"))
                .isEqualTo("main");
    }

    private static void join(Page page, String dialog, String what) {
        page.locator("[ng-click='" + dialog + "']").click();
        page.locator(".modal tr", new Page.LocatorOptions().setHasText(what))
                .locator("input")
                .first()
                .check();
        page.locator(".modal .modal-footer .btn-primary:visible").first().click();
        RECORDING.settle(page);
        page.locator(".modal .modal-footer button:visible").last().click();
        RECORDING.settle(page);
    }

    private static void visit(Page page, String application, String... places) {
        for (String place : places) {
            page.navigate("/camunda/app/" + application + "/default/#" + place);
            RECORDING.settle(page);
        }
    }

    private static Page open(String person) {
        Page page = browser.open("en-US", 1400);
        RECORDING.of(person, page);
        return page;
    }

    private static Page signedIn(String person, String application) {
        Page page = open(person);
        page.navigate("/camunda/app/" + application + "/default/");
        page.locator("#username").fill(person);
        page.locator("#password").fill(person);
        page.locator("main button[type=submit]").click();
        RECORDING.settle(page);
        return page;
    }

    private static String text(String sql) {
        return RunningDemo.shared().text(sql);
    }
}
