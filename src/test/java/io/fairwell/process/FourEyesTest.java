package io.fairwell.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.testing.DemoTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody changes a rule alone, and what is deployed is what two have seen. */
@DemoTest
class FourEyesTest {

    @Autowired
    private RepositoryService repository;

    @Autowired
    private CaseDriver driver;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private RulesClient client;
    private int before;

    @BeforeEach
    void knock() {
        client = new RulesClient(port);
        before = newest().getVersion();
    }

    @AfterEach
    void takeBack() {
        jdbc.sql("DELETE FROM rules_proposal").update();
        if (newest().getVersion() == before) {
            return;
        }
        repository
                .createDeployment()
                .name("shipped")
                .addString("terms.dmn", shipped())
                .addString("review-routing.dmn", read("decisions/review-routing.dmn"))
                .deploy();
    }

    @Test
    void whatIsProposedWaitsAndWhatAnotherApprovesIsDeployedByteForByte() throws IOException {
        String terms = terms("31.00");

        HttpResponse<String> proposed = client.propose("analyst", "terms.dmn", terms);

        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(201);
        String address = proposed.headers().firstValue("Location").orElseThrow();
        assertThat(newest().getVersion()).isEqualTo(before);
        assertThat(JsonPath.<String>read(client.get("demo-reviewer", address).body(), "$.state"))
                .isEqualTo("PROPOSED");
        assertThat(client.get("demo-reviewer", address + "/files/terms.dmn").body())
                .isEqualTo(terms);

        HttpResponse<String> approved = client.approve("demo-reviewer", proposed.body());

        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(newest().getVersion()).isEqualTo(before + 1);
        assertThat(JsonPath.<String>read(approved.body(), "$.state")).isEqualTo("DEPLOYED");
        assertThat(JsonPath.<String>read(approved.body(), "$.proposedBy")).isEqualTo("analyst");
        assertThat(JsonPath.<String>read(approved.body(), "$.decidedBy")).isEqualTo("demo-reviewer");
        assertThat(JsonPath.<String>read(approved.body(), "$.deployment")).isEqualTo(newest().getDeploymentId());
        assertThat(new String(
                        repository
                                .getResourceAsStream(newest().getDeploymentId(), "terms.dmn")
                                .readAllBytes(),
                        UTF_8))
                .isEqualTo(terms);
        assertThat(client.approve("demo-reviewer", proposed.body()).body()).contains("/problems/proposal-decided");
        assertThat(client.reject("demo-reviewer", proposed.body()).body()).contains("/problems/proposal-decided");
    }

    @Test
    void theSameAgainIsTheSameProposal() {
        String first = client.propose("analyst", "terms.dmn", own("32.00")).body();
        HttpResponse<String> again = client.propose("analyst", "terms.dmn", own("32.00"));
        String others = client.propose("loner", "terms.dmn", own("32.00")).body();

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<String>read(again.body(), "$.id")).isEqualTo(JsonPath.read(first, "$.id"));
        assertThat(JsonPath.<String>read(others, "$.id")).isNotEqualTo(JsonPath.read(first, "$.id"));
        assertThat(JsonPath.<List<String>>read(
                        client.get("analyst", RulesClient.PROPOSALS + "?state=PROPOSED")
                                .body(),
                        "$.items[*].id"))
                .hasSize(2);
        assertThat(client.get("analyst", RulesClient.PROPOSALS + "?state=DEPLOYED")
                        .body())
                .isEqualTo("{\"items\":[]}");
    }

    @Test
    void nobodyApprovesTheirOwnProposal() {
        long deployed = own();
        String own = client.propose("loner", "terms.dmn", own("33.00")).body();

        HttpResponse<String> alone = client.approve("loner", own);

        assertThat(alone.statusCode()).isEqualTo(403);
        assertThat(alone.body()).contains("/problems/own-proposal");
        assertThat(client.approve("analyst", own).statusCode()).isEqualTo(403);
        assertThat(own()).isEqualTo(deployed);
        // The database holds to it too.
        assertThatThrownBy(() -> jdbc.sql(
                                "UPDATE rules_proposal SET state = 'DEPLOYED', decided_by = proposed_by, decided_at = now(), deployment = 'x'")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(client.propose("demo-reviewer", "terms.dmn", own("33.00")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void twoApprovalsAtOnceDeployOnce() throws Exception {
        long deployed = own();
        String proposed = client.propose("analyst", "terms.dmn", own("34.00")).body();

        List<Integer> answers = atOnce(
                () -> new RulesClient(port).approve("demo-reviewer", proposed).statusCode(),
                () -> new RulesClient(port).approve("loner", proposed).statusCode());

        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat(own()).isEqualTo(deployed + 1);
    }

    @Test
    void ofTwoProposalsApprovedAtOnceTheSecondIsToldThatTheRulesHaveChanged() throws Exception {
        String terms = client.propose("analyst", "terms.dmn", terms("35.00")).body();
        String routing = client.propose(
                        "analyst",
                        "review-routing.dmn",
                        read("decisions/review-routing.dmn").replace("&lt;= 1000", "&lt;= 900"))
                .body();

        List<Integer> answers = atOnce(
                () -> new RulesClient(port).approve("demo-reviewer", terms).statusCode(),
                () -> new RulesClient(port).approve("demo-reviewer", routing).statusCode());

        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat(newest().getVersion()).isEqualTo(before + 1);
    }

    private static List<Integer> atOnce(Callable<Integer> one, Callable<Integer> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            Future<Integer> first = threads.submit(() -> {
                start.await();
                return one.call();
            });
            Future<Integer> second = threads.submit(() -> {
                start.await();
                return other.call();
            });
            return List.of(first.get(), second.get());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aProposalForOlderRulesIsOutdated() {
        String old = client.propose("analyst", "terms.dmn", terms("36.00")).body();
        assertThat(JsonPath.<Boolean>read(old, "$.outdated")).isFalse();
        client.change("terms.dmn", terms("37.00"));
        int changed = newest().getVersion();

        HttpResponse<String> refused = client.approve("demo-reviewer", old);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("/problems/proposal-outdated");
        assertThat(newest().getVersion()).isEqualTo(changed);
        String address = RulesClient.PROPOSALS + "/" + JsonPath.read(old, "$.id");
        assertThat(JsonPath.<Boolean>read(client.get("analyst", address).body(), "$.outdated"))
                .isTrue();
        assertThat(client.reject("demo-reviewer", old).statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheGateRefusesIsNotEvenStored() {
        HttpResponse<String> english = client.propose("analyst", "terms.dmn", terms("-1.00"));
        HttpResponse<String> chinese = client.form(
                RulesClient.PROPOSALS, "analyst", "zh-CN", "files", "terms.dmn", terms("-1.00"), "name", "x");

        assertThat(english.statusCode()).isEqualTo(422);
        assertThat(JsonPath.<String>read(english.body(), "$.type")).isEqualTo("/problems/rules-refused");
        assertThat(JsonPath.<String>read(english.body(), "$.errors[0].pointer")).isEqualTo("/files/terms.dmn");
        assertThat(JsonPath.<String>read(english.body(), "$.errors[0].code")).isEqualTo("negative");
        assertThat(JsonPath.<String>read(english.body(), "$.errors[0].detail"))
                .isEqualTo("Table terms, rule retail-annual, column Fixed fee: \"-1.00\" is negative.");
        assertThat(chinese.body()).contains("规则被拒绝", "是负数");
        assertThat(jdbc.sql("SELECT count(*) FROM rules_proposal")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Between proposal and approval a customer got a subscription with the profile that is to go. */
    @Test
    void theGateLooksAgainAtTheApproval() {
        String row = rule().replace("retail-annual", "choir-annual");
        client.change("terms.dmn", shipped().replace("</decisionTable>", row + "</decisionTable>"));
        String without = client.propose("analyst", "terms.dmn", shipped()).body();
        int changed = newest().getVersion();
        String id =
                driver.subscription(s -> s.with(x -> x.terms = "choir-annual")).id();
        try {
            HttpResponse<String> refused = client.approve("demo-reviewer", without);

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body()).contains("Keep the rule until none is left", "choir-annual");
            assertThat(newest().getVersion()).isEqualTo(changed);
        } finally {
            jdbc.sql("DELETE FROM subscription WHERE id = ?").param(id).update();
        }
    }

    @Test
    void whatWasSeenIsWhatIsApproved() {
        String proposed = client.propose("analyst", "terms.dmn", own("38.00")).body();
        String path = RulesClient.PROPOSALS + "/" + JsonPath.read(proposed, "$.id") + "/approval";

        HttpResponse<String> other =
                client.send("demo-reviewer", "POST", path, "{\"sha256\":\"" + "0".repeat(64) + "\"}");
        HttpResponse<String> none = client.send("demo-reviewer", "POST", path, "{\"sha256\":\"yes\"}");
        // Somebody who can write into the database changes what lies there.
        jdbc.sql("UPDATE rules_proposal_file SET content = ?")
                .param(own("39.00").getBytes(UTF_8))
                .update();
        HttpResponse<String> changed = client.approve("demo-reviewer", proposed);

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(changed.body()).contains("/problems/proposal-differs");
    }

    @Test
    void aProposalIsRejectedByAReviewerOrTakenBackByItsAuthor() {
        String first = client.propose("analyst", "terms.dmn", own("40.00")).body();
        String second = client.propose("analyst", "terms.dmn", own("41.00")).body();
        String others = client.propose("loner", "terms.dmn", own("42.00")).body();

        HttpResponse<String> rejected = client.reject("demo-reviewer", first);

        assertThat(JsonPath.<String>read(rejected.body(), "$.state")).isEqualTo("REJECTED");
        assertThat(JsonPath.<String>read(rejected.body(), "$.reason")).isEqualTo("Not now.");
        assertThat(client.reject("analyst", second).statusCode()).isEqualTo(200);
        assertThat(client.reject("analyst", others).statusCode()).isEqualTo(403);
        assertThat(client.approve("demo-reviewer", first).statusCode()).isEqualTo(409);
    }

    @Test
    void anotherTenantHasNoPartInIt() {
        String proposed = client.propose("analyst", "terms.dmn", own("43.00")).body();
        String address = RulesClient.PROPOSALS + "/" + JsonPath.read(proposed, "$.id");

        assertThat(client.propose("northerner", "terms.dmn", own("43.00")).statusCode())
                .isEqualTo(403);
        assertThat(client.get("northerner", address).statusCode()).isEqualTo(403);
        assertThat(client.get("northerner", address + "/files/terms.dmn").statusCode())
                .isEqualTo(403);
        assertThat(client.approve("northerner", proposed).statusCode()).isEqualTo(403);
        assertThat(client.reject("northerner", proposed).statusCode()).isEqualTo(403);
        assertThat(client.get("northerner", RulesClient.PROPOSALS).statusCode()).isEqualTo(403);
        assertThat(client.get("shop", address).statusCode()).isEqualTo(403);
    }

    @Test
    void theModelersButtonChecksAndDeploysNothing() {
        long deployed = own();
        HttpResponse<String> english = client.button("analyst", "en", "terms.dmn", own("44.00"));
        HttpResponse<String> chinese = client.button("analyst", "zh-CN", "terms.dmn", own("44.00"));

        assertThat(english.statusCode()).isEqualTo(400);
        assertThat(JsonPath.<String>read(english.body(), "$.message"))
                .contains("pass all checks", "/api/v1/rules/proposals");
        assertThat(chinese.body()).contains("已通过所有检查");
        assertThat(own()).isEqualTo(deployed);
    }

    private ProcessDefinition newest() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("cancellation")
                .latestVersion()
                .singleResult();
    }

    /** A table that is none of the application's: it is deployed alone, which takes less time than the whole bundle. */
    private static String own(String fee) {
        return terms(fee).replace("<decision id=\"terms\"", "<decision id=\"own-terms\"");
    }

    private long own() {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey("own-terms")
                .count();
    }

    /** The shipped terms with another fee for retail memberships. */
    private static String terms(String fee) {
        return shipped()
                .replaceFirst(
                        "(<outputEntry id=\"Out_terms_retail-annual_fixedFee\"[^>]*>\\s*<text>)[^<]*",
                        "$1\"" + fee + "\"");
    }

    private static String rule() {
        String table = shipped();
        int from = table.indexOf("<rule id=\"retail-annual\">");
        return table.substring(from, table.indexOf("</rule>", from) + "</rule>".length());
    }

    private static String shipped() {
        return read("decisions/terms.dmn");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of("processes", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
