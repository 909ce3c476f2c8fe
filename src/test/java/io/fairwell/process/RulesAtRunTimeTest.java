package io.fairwell.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Refund;
import io.fairwell.identity.Verification;
import io.fairwell.subscription.Subscription;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.Decision;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.Quote;
import io.fairwell.terms.QuoteRequest;
import io.fairwell.terms.Quotes;
import io.fairwell.testing.DemoTest;
import io.fairwell.testing.MutableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** What analysts do to the rules of a running system, together with those who review, and what it lets them do. */
@DemoTest
class RulesAtRunTimeTest {

    @Autowired
    private CaseDriver driver;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private Quotes quotes;

    @Autowired
    private CaseDecisions decisions;

    @Autowired
    private DecisionTables tables;

    @Autowired
    private ModelDeployment start;

    @Autowired
    private Verification verification;

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @LocalServerPort
    private int port;

    private RulesClient client;

    @BeforeEach
    void knock() {
        client = new RulesClient(port);
    }

    /** Each test finds the shipped tables. */
    @AfterEach
    void takeBack() {
        var shipped = repository.createDeployment().name("shipped");
        for (String file : List.of("terms.dmn", "review-routing.dmn")) {
            shipped.addString(file, shipped(file));
        }
        shipped.deploy();
    }

    @Test
    void aChangedTableIsForNewCasesAndQuotesOnly() {
        Subscription before = retail();
        Subscription after = retail();
        Quote shown = quote(before);
        CaseNumber running = driver.declare(
                before,
                w -> w.with(x -> {
                    x.mode = EffectiveMode.IMMEDIATE;
                    x.attested = false;
                }));
        driver.work(running);
        Map<String, String> versions = versions();

        HttpResponse<String> answer = deploy("terms.dmn", terms("fixedFee", "\"10.00\""));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        Quote quoted = quote(after);
        CaseNumber fresh = driver.declare(after, w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(fresh);
        verification.enter(running, driver.sentCode(running), driver.customer(running));
        driver.work(running);
        Decision old = decisions.latest(running, "terms").orElseThrow();
        Decision now = decisions.latest(fresh, "terms").orElseThrow();
        assertThat(old.outputs()).containsEntry("fixedFee", "50.00");
        assertThat(now.outputs()).containsEntry("fixedFee", "10.00");
        assertThat(now.version()).isEqualTo(old.version() + 1);
        assertThat(List.of(old.rule(), now.rule())).containsOnly("retail-annual");
        assertThat(driver.get(running).quote().refund())
                .isEqualTo(shown.statement().refund());
        assertThat(driver.get(fresh).quote().refund())
                .isEqualTo(quoted.statement().refund())
                .isEqualTo(shown.statement().refund().plus(40));
        assertThat(quoted.decisions())
                .anyMatch(ref -> ref.decision().equals("terms") && ref.version() == now.version());
        assertThat(versions().keySet()).isEqualTo(versions.keySet());
    }

    @Test
    void aSeventeenthProfileIsOneRow() {
        String row =
                rule("retail-annual").replace("retail-annual", "gym-annual").replace("\"50.00\"", "\"20.00\"");
        assertThat(put("sub-gym", "gym-annual").statusCode()).isEqualTo(422);

        HttpResponse<String> answer =
                deploy("terms.dmn", shipped("terms.dmn").replace("</decisionTable>", row + "</decisionTable>"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(put("sub-gym", "gym-annual").statusCode()).isEqualTo(201);
        HttpResponse<String> quoted = client.send(
                "shop",
                "POST",
                "/api/v1/quotes",
                "{\"subscriptionId\":\"sub-gym\",\"effective\":{\"mode\":\"IMMEDIATE\"}}");
        assertThat(quoted.statusCode()).as(quoted.body()).isEqualTo(200);
        assertThat(JsonPath.<String>read(quoted.body(), "$.statement.refund.amount"))
                .isEqualTo("52.00");
        CaseNumber number = driver.declare(
                subscriptions.get("main", "sub-gym"), w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        driver.fire(number, "Event_EffectiveDateReached");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
        assertThat(driver.get(number).refund().amount().getAmount()).isEqualByComparingTo("52.00");
        assertThat(decisions.latest(number, "terms").orElseThrow().rule()).isEqualTo("gym-annual");

        HttpResponse<String> gone = deploy("terms.dmn", shipped("terms.dmn"));

        assertThat(gone.statusCode()).isEqualTo(422);
        assertThat(gone.body()).contains("Keep the rule until none is left", "gym-annual");
        jdbc.sql("DELETE FROM subscription WHERE id = 'sub-gym'").update();
        assertThat(deploy("terms.dmn", shipped("terms.dmn")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            <rule id="lifetime"> ; <rule id="vip-term"> ; the id vip-term is used more than once ; vip-term
            <text>"lifetime"</text> ; <text>"vip-term"</text> ; rules vip-term and lifetime both apply when Terms profile is "vip-term" ; vip-term
            <text>20</text> ; <text>120</text> ; rule reseller-term, column Percent fee: 120 is no percentage ; reseller-term
            <text>"50.00"</text> ; <text>"-50.00"</text> ; rule retail-annual, column Fixed fee: "-50.00" is negative ; retail-annual
            <text>"P30D"</text> ; <text>"30 days"</text> ; rule enterprise-seats, column Notice: "30 days" is no period ; enterprise-seats
            <text>"P30D"</text> ; <text>P30D"</text> ; rule enterprise-seats, column Notice: this is not FEEL that can be read ; enterprise-seats
            <text>"RESELLER"</text> ; <text>"SHOP"</text> ; rule reseller-term, column Place to cancel: "SHOP" is not one of ; reseller-term
            hitPolicy="UNIQUE" ; hitPolicy="ANY" ; only Unique and First are allowed ; terms
            name="percentFee" ; name="fee" ; the application needs an output named percentFee ; terms
            """)
    void aBadTableIsRefusedAndNothingChanges(String shipped, String bad, String told, String element) {
        Map<String, String> before = versions();
        String table = shipped("terms.dmn");
        assertThat(table).contains(shipped);

        HttpResponse<String> answer = button("my terms.dmn", table.replace(shipped, bad), "en");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JsonPath.<String>read(answer.body(), "$.type")).isEqualTo("ParseException");
        assertThat(JsonPath.<String>read(answer.body(), "$.message")).contains("nothing was deployed");
        List<Map<String, Object>> errors = JsonPath.read(answer.body(), "$.details['my terms.dmn'].errors");
        assertThat(errors).isNotEmpty().anySatisfy(error -> {
            assertThat((String) error.get("message")).contains(told);
            assertThat(error).containsEntry("mainElementId", element);
        });
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void gapsAndRulesThatNothingReachesAreRefusedToo() {
        String routing = shipped("review-routing.dmn");
        Map<String, String> before = versions();

        HttpResponse<String> gap = button("review-routing.dmn", without(routing, "other-currency"), "zh-CN");
        HttpResponse<String> hidden = button("review-routing.dmn", routing.replace("&lt;= 1000", "&lt;= 100"), "en");

        assertThat(gap.statusCode()).isEqualTo(400);
        assertThat(gap.body()).contains("没有规则适用", "Currency为其他值");
        assertThat(hidden.statusCode()).isEqualTo(400);
        assertThat(hidden.body()).contains("rule cny-agent: it can never apply");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void nothingButRulesIsDeployedWhileTheApplicationRuns() throws IOException {
        Map<String, String> before = versions();
        String model = Files.readString(Path.of("processes/cancellation.bpmn"));

        HttpResponse<String> proposed = deploy("cancellation.bpmn", model);
        HttpResponse<String> deployed = button("cancellation.bpmn", model, "en");

        assertThat(proposed.statusCode()).isEqualTo(422);
        assertThat(deployed.statusCode()).isEqualTo(400);
        for (HttpResponse<String> answer : List.of(proposed, deployed)) {
            assertThat(answer.body()).contains("only decision tables (.dmn) and forms (.form)");
        }
        assertThat(versions()).isEqualTo(before);
        assertThat(client.button("shop", "en", "terms.dmn", shipped("terms.dmn"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void forOneTenantNothingOfOursIsDeployed() {
        HttpResponse<String> answer =
                client.button("analyst", "en", "terms.dmn", shipped("terms.dmn"), "tenant-id", "main");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("deploy without a tenant id");
    }

    @Test
    void whatIsNoneOfOursIsLeftAlone() {
        String own = shipped("terms.dmn").replace("<decision id=\"terms\"", "<decision id=\"own-terms\"");
        Map<String, String> before = versions();

        HttpResponse<String> answer = deploy("terms.dmn", own);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(resources(JsonPath.read(answer.body(), "$.deployment"))).containsOnlyKeys("terms.dmn");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void whatIsNotGivenComesFromTheNewestBundle() {
        String terms = terms("fixedFee", "\"11.00\"");
        String routing = shipped("review-routing.dmn").replace("&lt;= 1000", "&lt;= 900");
        Map<String, String> before = resources(newest().getDeploymentId());

        deploy("changed terms.dmn", terms);
        deploy("review-routing.dmn", routing);

        Map<String, String> bundle = resources(newest().getDeploymentId());
        assertThat(bundle).hasSameSizeAs(before);
        assertThat(bundle).containsEntry("changed terms.dmn", terms).containsEntry("review-routing.dmn", routing);
        assertThat(bundle).doesNotContainKey("terms.dmn");
        assertThat(bundle.get("cancellation.bpmn")).isEqualTo(before.get("cancellation.bpmn"));
        assertThat(tables.evaluate("terms", Map.of("terms", "retail-annual", "jurisdiction", "CN"))
                        .text("fixedFee"))
                .isEqualTo("11.00");
        deploy("terms.dmn", shipped("terms.dmn"));
        assertThat(resources(newest().getDeploymentId()))
                .containsKey("terms.dmn")
                .doesNotContainKey("changed terms.dmn");
    }

    @Test
    void theSameTwiceIsDeployedOnceAndSomethingOlderAgain() {
        String changed = terms("fixedFee", "\"12.00\"");

        deployFiltered(changed);
        int first = newest().getVersion();
        deployFiltered(changed);
        assertThat(newest().getVersion()).isEqualTo(first);

        takeBack();
        deployFiltered(changed);
        assertThat(tables.evaluate("terms", Map.of("terms", "retail-annual", "jurisdiction", "CN"))
                        .text("fixedFee"))
                .isEqualTo("12.00");
    }

    private void deployFiltered(String terms) {
        repository
                .createDeployment()
                .name("rules")
                .enableDuplicateFiltering(true)
                .addString("terms.dmn", terms)
                .deploy();
    }

    @Test
    void aRestartTakesNothingBackAndDeploysNothingAgain() {
        deploy("terms.dmn", terms("fixedFee", "\"13.00\""));
        int version = newest().getVersion();

        start.postProcessEngineBuild(engine);

        assertThat(newest().getVersion()).isEqualTo(version);
        assertThat(tables.evaluate("terms", Map.of("terms", "retail-annual", "jurisdiction", "CN"))
                        .text("fixedFee"))
                .isEqualTo("13.00");
    }

    @Test
    void aStartWithABadTableInTheDirectoryIsRefusedInPlainWords(@TempDir Path directory) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("processes"), directory);
        Files.writeString(directory.resolve("decisions/terms.dmn"), terms("percentFee", "101"));
        Map<String, String> before = versions();
        ModelDeployment bad = new ModelDeployment(new ProcessProperties(
                directory,
                new ProcessProperties.Retries("PT1S", "PT1S"),
                new ProcessProperties.Groups("support", "supervisors")));

        Throwable refused = catchThrowable(() -> bad.postProcessEngineBuild(engine));

        FailureAnalysis told =
                new DeploymentRefusedAnalyzer().analyze(new IllegalStateException("at the start", refused));
        assertThat(told.getDescription())
                .contains(
                        "One thing is wrong with these files; nothing was deployed.",
                        "  - Table terms, rule retail-annual, column Percent fee: 101 is no percentage: 0 to 100.");
        assertThat(told.getAction()).contains("fairwell.processes.directory");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void anOldBundleCanBeDeployedAgain() {
        String old = newest().getDeploymentId();
        deploy("terms.dmn", terms("fixedFee", "\"14.00\""));

        repository.createDeployment().addDeploymentResources(old).name("back").deploy();

        assertThat(resources(newest().getDeploymentId())).isEqualTo(resources(old));
    }

    private Subscription retail() {
        return driver.subscription(s -> s.with(x -> {
            x.terms = "retail-annual";
            x.paid = "108.00";
            x.period = Period.ofYears(1);
        }));
    }

    private Quote quote(Subscription subscription) {
        return quotes.quote(new QuoteRequest("main", subscription.id(), EffectiveMode.IMMEDIATE, null, null, null));
    }

    private ProcessDefinition newest() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("cancellation")
                .latestVersion()
                .singleResult();
    }

    /** Version and deployment of the newest of everything that can be deployed. */
    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()
                .forEach(process ->
                        versions.put(process.getKey(), process.getVersion() + " in " + process.getDeploymentId()));
        repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                .filter(decision -> !decision.getKey().startsWith("own-"))
                .forEach(decision ->
                        versions.put(decision.getKey(), decision.getVersion() + " in " + decision.getDeploymentId()));
        return versions;
    }

    private Map<String, String> resources(String deployment) {
        return repository.getDeploymentResources(deployment).stream()
                .collect(Collectors.toMap(Resource::getName, resource -> new String(resource.getBytes(), UTF_8)));
    }

    private static String shipped(String file) {
        try {
            return Files.readString(Path.of("processes/decisions", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipped terms with another value for retail memberships. */
    private static String terms(String output, String cell) {
        String changed = shipped("terms.dmn")
                .replaceFirst(
                        "(<outputEntry id=\"Out_terms_retail-annual_" + output + "\"[^>]*>\\s*<text>)[^<]*",
                        "$1" + cell);
        assertThat(changed).isNotEqualTo(shipped("terms.dmn"));
        return changed;
    }

    private static String rule(String id) {
        String table = shipped("terms.dmn");
        int from = table.indexOf("<rule id=\"" + id + "\">");
        return table.substring(from, table.indexOf("</rule>", from) + "</rule>".length());
    }

    private static String without(String table, String rule) {
        return table.replaceFirst("(?s)<rule id=\"" + rule + "\">.*?</rule>", "");
    }

    private HttpResponse<String> put(String id, String terms) {
        LocalDate from = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"))
                .minusMonths(3)
                .minusDays(2);
        return client.send(
                "shop", "PUT", "/api/v1/subscriptions/" + id, """
                {"customerId":"cust-%1$s","planId":"plan","planName":{"en":"Gym","zh-CN":"健身"},"terms":"%2$s",
                 "jurisdiction":"CN","timeZone":"Asia/Shanghai","channel":"DIRECT","paymentRoute":"CARD","autoRenew":true,
                 "billingPeriod":"P1Y","price":{"amount":"108.00","currency":"CNY"},
                 "paid":{"amount":"108.00","currency":"CNY"},"paidOn":"%3$s","termStart":"%3$s","termEnd":"%4$s",
                 "used":true,"contact":{"email":"%1$s@example.org"}}""".formatted(id, terms, from, from.plusYears(1)));
    }

    /** Proposed by one, approved by another. */
    private HttpResponse<String> deploy(String file, String content) {
        return client.change(file, content);
    }

    private HttpResponse<String> button(String file, String content, String language) {
        return client.button("analyst", language, file, content);
    }
}
