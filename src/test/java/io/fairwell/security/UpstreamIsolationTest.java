package io.fairwell.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.testing.DemoTest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** To an upstream system of one tenant, what belongs to another does not exist; and neither to its agents. */
@DemoTest
class UpstreamIsolationTest {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private Browser http;
    private String main;
    private String north;
    private String subscription;
    private String number;
    private Map<String, String> ids;

    @BeforeEach
    void oneOfEach() {
        http = new Browser(port);
        main = token("demo-upstream");
        north = token("demo-north");
        subscription = "sub-isolated-" + UUID.randomUUID();
        ok(call("PUT", "/api/v1/subscriptions/" + subscription, subscription(), main));
        String quote = JsonPath.read(
                ok(call("POST", "/api/v1/quotes", "{\"subscriptionId\":\"" + subscription + "\"}", main))
                        .body(),
                "$.quoteId");
        number = JsonPath.read(
                ok(call("POST", "/api/v1/cancellations", "{\"subscriptionId\":\"" + subscription + "\"}", main))
                        .body(),
                "$.caseNumber");
        String finding = UUID.randomUUID().toString();
        jdbc.sql("""
                        INSERT INTO refund_finding (id, kind, payment_key, case_number, found_at)
                        VALUES (?::uuid, 'MISSING_THERE', ?, ?, now())
                        """).params(finding, finding, number).update();
        String delivery = jdbc.sql("SELECT id FROM delivery WHERE case_number = ? LIMIT 1")
                .param(number)
                .query(String.class)
                .single();
        ids = Map.of(
                "/api/v1/subscriptions", subscription,
                "/api/v1/customers", "cust-" + subscription,
                "/api/v1/quotes", quote,
                "/api/v1/cancellations", number,
                "/api/v1/reconciliations/findings", finding,
                "/api/v1/deliveries", delivery);
    }

    @Test
    void whatAnotherTenantHasIsAnsweredLikeWhatNobodyHas() {
        List<Route> naming = routes().filter(route -> route.path().contains("{"))
                .filter(route -> !route.path().startsWith("/api/v1/rules/")) // of nobody but the operator: see below
                .toList();
        assertThat(naming).hasSizeGreaterThan(15);
        for (Route route : naming) {
            if (route.equals(new Route("PUT", "/api/v1/subscriptions/{id}"))) {
                continue; // brings one of their own of the same name: see below
            }
            String collection = route.path().substring(0, route.path().indexOf("/{"));
            String foreign = ids.get(collection);
            assertThat(foreign).as("an example of what is in %s", collection).isNotNull();
            String unknown = unlike(foreign);

            HttpResponse<String> theirs = call(route, foreign, north);
            HttpResponse<String> nobodys = call(route, unknown, north);
            assertThat(theirs.statusCode()).as("%s", route).isEqualTo(404);
            assertThat(theirs.body()).isEqualTo(nobodys.body().replace(unknown, foreign));
            assertThat(theirs.headers().map().keySet())
                    .isEqualTo(nobodys.headers().map().keySet());
            if (route.method().equals("GET")) {
                assertThat(call(route, foreign, main).body())
                        .as("ours is found: %s", route)
                        .isNotEqualTo(theirs.body());
            }
        }
    }

    @Test
    void listsHaveNothingOfAnotherTenant() {
        Stream.of(
                        "/api/v1/subscriptions?customerId=cust-" + subscription,
                        "/api/v1/subscriptions",
                        "/api/v1/cancellations?customerId=cust-" + subscription,
                        "/api/v1/cancellations",
                        "/api/v1/deliveries?caseNumber=" + number,
                        "/api/v1/deliveries",
                        "/api/v1/reconciliations?findings=ALL",
                        "/api/v1/webhooks/endpoint")
                .forEach(path -> {
                    String theirs = call("GET", path, "", north).body();
                    ids.values().forEach(id -> assertThat(theirs).as(path).doesNotContain(id));
                });
        assertThat(call("GET", "/api/v1/cancellations?customerId=cust-" + subscription, "", main)
                        .body())
                .contains(number);
        assertThat(call("GET", "/api/v1/reconciliations?findings=ALL", "", main).body())
                .contains(ids.get("/api/v1/reconciliations/findings"));
        assertThat(call("GET", "/v1/points/status?card_no=6222&plan_id=plan-isolated", "", north)
                        .body())
                .isEqualTo(call("GET", "/v1/points/status?card_no=6222&plan_id=plan-none", "", north)
                        .body());
    }

    @Test
    void theTrailIsThatOfTheOwnTenant() {
        call("GET", "/api/v1/cancellations/" + number, "", main);
        call("GET", "/api/v1/cancellations/" + number, "", north);

        assertThat(actors("/api/v1/audit?limit=100", north))
                .contains("client:demo-north")
                .doesNotContain("client:demo-upstream");
        assertThat(actors("/api/v1/audit?limit=100", main))
                .contains("client:demo-upstream")
                .doesNotContain("client:demo-north");
    }

    private List<String> actors(String path, String token) {
        return JsonPath.read(call("GET", path, "", token).body(), "$.items[*].actor");
    }

    /** What a body names is wrong in the same way, whether it is another tenant's or nobody's. */
    @Test
    void aBodyThatNamesWhatAnotherTenantHas() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("/api/v1/quotes", "{\"subscriptionId\":\"%s\"}");
        bodies.put("/api/v1/cancellations", "{\"subscriptionId\":\"%s\"}");
        bodies.put("/v1/plan/cancel", "{\"plan_id\":\"plan-isolated\",\"user_id\":\"cust-%s\",\"reason\":\"OTHER\"}");
        bodies.put(
                "/v1/membership/cancel",
                "{\"user_pin\":\"cust-%1$s\",\"membership_id\":\"%1$s\",\"cancel_type\":\"full\"}");
        bodies.forEach((path, body) -> {
            String unknown = unlike(subscription);
            HttpResponse<String> theirs = call("POST", path, body.formatted(subscription), north);
            HttpResponse<String> nobodys = call("POST", path, body.formatted(unknown), north);
            assertThat(theirs.statusCode()).as(path).isBetween(400, 499).isEqualTo(nobodys.statusCode());
            assertThat(theirs.body()).isEqualTo(nobodys.body().replace(unknown, subscription));
        });
        assertThat(jdbc.sql("SELECT count(*) FROM cancellation_case WHERE subscription_id = ?")
                        .param(subscription)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void twoTenantsMayGiveTheSameNameToTwoThings() {
        String own = subscription().replace("Tall Tales", "Northern Lights");
        ok(call("PUT", "/api/v1/subscriptions/" + subscription, own, north));

        assertThat(call("GET", "/api/v1/subscriptions/" + subscription, "", north)
                        .body())
                .contains("Northern Lights");
        assertThat(call("GET", "/api/v1/subscriptions/" + subscription, "", main)
                        .body())
                .contains("Tall Tales");
        String theirs = JsonPath.read(
                ok(call("POST", "/api/v1/cancellations", "{\"subscriptionId\":\"" + subscription + "\"}", north))
                        .body(),
                "$.caseNumber");
        assertThat(theirs).isNotEqualTo(number);
    }

    @Test
    void whatAllTenantsShareIsTheBusinessOfOne() {
        String rules = "/api/v1/rules/proposals";
        for (String path : List.of("", "/1", "/1/files/terms.dmn")) {
            assertThat(call("GET", rules + path, "", north).statusCode()).isEqualTo(403);
        }
        for (String path : List.of(
                "/api/v1/reconciliations",
                "/api/v1/sandbox/faults",
                rules,
                rules + "/1/approval",
                rules + "/1/rejection",
                "/engine-rest/deployment/create")) {
            assertThat(call("POST", path, "{\"kind\":\"SLOW\"}", north).statusCode())
                    .isEqualTo(403);
        }
        assertThat(call("DELETE", "/api/v1/sandbox/faults", "", north).statusCode())
                .isEqualTo(403);
        ok(call("POST", "/api/v1/reconciliations", "{}", main));
        assertThat(JsonPath.<List<Object>>read(
                        call("GET", "/api/v1/reconciliations", "", main).body(), "$.items"))
                .isNotEmpty();
        assertThat(JsonPath.<List<Object>>read(
                        call("GET", "/api/v1/reconciliations", "", north).body(), "$.items"))
                .isEmpty();
    }

    @Test
    void theDeskIsThatOfOneTenant() {
        Browser agent = new Browser(port);
        agent.signIn("northagent", "northagent");
        Browser own = new Browser(port);
        own.signIn("agent", "agent");

        assertThat(own.get("/desk/cases/" + number).statusCode()).isEqualTo(200);
        for (String path : List.of("/desk/cases/%s", "/desk/cases/%s/documents/1")) {
            HttpResponse<String> theirs = agent.get(path.formatted(number));
            assertThat(theirs.statusCode()).isEqualTo(404);
            assertThat(theirs.body())
                    .isEqualTo(agent.get(path.formatted(unlike(number))).body());
        }
        assertThat(own.get("/desk?q=" + number).statusCode()).isEqualTo(302);
        HttpResponse<String> search = agent.get("/desk?q=" + number);
        assertThat(search.statusCode()).isEqualTo(200);
        assertThat(search.body()).doesNotContain("/desk/cases/" + number);
        assertThat(agent.get("/desk?q=cust-" + subscription).body()).doesNotContain(number);
        assertThat(agent.get("/desk").body()).doesNotContain(number);
    }

    private Stream<Route> routes() {
        return requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.matches("/(api/)?v1/.*"))
                        .filter(path -> !path.equals(Probe.PATH))
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> Route.of(method.name(), path))))
                .distinct()
                .sorted();
    }

    private HttpResponse<String> call(Route route, String id, String token) {
        String path = NAME.matcher(route.path()).replaceAll(Matcher.quoteReplacement(id));
        return path.endsWith("/receipt")
                ? http.get(path, "Authorization", "Bearer " + token, "Accept-Language", "en")
                : call(route.method(), path, body(route), token);
    }

    /** As the action needs it, so that it is not refused for its form. */
    private static String body(Route route) {
        return route.path().endsWith("/verification")
                ? "{\"code\":\"123456\"}"
                : route.path().endsWith("/information")
                        ? "{\"text\":\"x\"}"
                        : route.path().endsWith("/offer-decision")
                                ? "{\"decision\":\"DECLINE\"}"
                                : route.path().endsWith("/resolution")
                                        ? "{\"note\":\"x\"}"
                                        : route.path().endsWith("/dispute") ? "{\"text\":\"x\"}" : "{}";
    }

    private HttpResponse<String> call(String method, String path, String json, String token) {
        return http.send(
                method,
                path,
                json,
                "Authorization",
                "Bearer " + token,
                "Accept-Language",
                "en",
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    private static HttpResponse<String> ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    private String token(String client) {
        return JsonPath.read(http.token(client, "demo-secret", "").body(), "$.access_token");
    }

    /** Of the same form, but nobody's. */
    private static String unlike(String id) {
        return id.startsWith("FW-")
                ? "123456789ABCDEFGHJKMNPQRSTVWXYZ"
                        .chars()
                        .mapToObj(last -> CaseNumber.parse("FW-20170514-7K3M9" + (char) last))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow()
                        .value()
                : id.substring(0, id.length() - 1) + (id.endsWith("0") ? '1' : '0');
    }

    private String subscription() {
        LocalDate start = LocalDate.parse("2026-03-01");
        return """
                {"customerId":"cust-%1$s","planId":"plan-isolated","planName":{"en":"Tall Tales","zh-CN":"故事会员"},
                 "terms":"video-monthly","jurisdiction":"CN","timeZone":"Asia/Shanghai","channel":"DIRECT",
                 "paymentRoute":"CARD","autoRenew":true,"billingPeriod":"P1M",
                 "price":{"amount":"25.00","currency":"CNY"},"paid":{"amount":"25.00","currency":"CNY"},
                 "paidOn":"%2$s","termStart":"%2$s","termEnd":"%3$s","used":true,
                 "benefitsEnjoyed":{"amount":"0.00","currency":"CNY"},"points":0,"coupons":0,"subAccounts":[],
                 "devices":0,"installmentsOutstanding":false,
                 "contact":{"email":"%1$s@example.org","name":"Wang Fang"}}
                """.formatted(subscription, start, start.plusMonths(1));
    }
}
