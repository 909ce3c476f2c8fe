package io.fairwell.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairwell.testing.RunningDemo;
import io.fairwell.testing.RunningDemo.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused with the right words in both languages, and leaves nothing behind. */
class BadInputIT {

    private static final String CASES = "/api/v1/cancellations";
    private static final String WISH = "{\"subscriptionId\":\"sub-lifetime-1\"}";

    private final RunningDemo demo = RunningDemo.shared();
    private long before;

    @BeforeEach
    void count() {
        before = everything();
    }

    @AfterEach
    void nothingWasLeftBehind() {
        assertThat(everything()).isEqualTo(before);
    }

    private long everything() {
        return demo.number("""
                SELECT (SELECT count(*) FROM cancellation_case) + (SELECT count(*) FROM act_hi_procinst)
                  + (SELECT count(*) FROM case_file) + (SELECT count(*) FROM idempotency_record)
                  + (SELECT count(*) FROM outbox_message) + (SELECT count(*) FROM subscription)""");
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                body("{\"subscriptionId\":", 400, "malformed-request", ""),
                body("{\"subscriptionId\":\"a\",\"subscriptionId\":\"b\"}", 400, "malformed-request", ""),
                body("{\"subscriptionId\":\"a\\u0000b\"}", 400, "malformed-request", ""),
                body("{\"subscriptionId\":\"a\u0000b\"}", 400, "malformed-request", ""),
                body("[".repeat(10_000) + "]".repeat(10_000), 400, "malformed-request", ""),
                body("[]", 400, "malformed-request", ""),
                body("{\"subscriptionId\":7}", 400, "malformed-request", "/subscriptionId"),
                body(with("\"confirmed\":\"yes\""), 400, "malformed-request", "/confirmed"),
                body(with("\"effective\":[]"), 400, "malformed-request", "/effective"),
                body(with("\"x\":\"" + "y".repeat(256 * 1024) + "\""), 413, "too-large", ""),
                body(with("\"reason\":{\"code\":\"BORED\"}"), 422, "invalid-request", "/reason/code"),
                body(with("\"effective\":{\"mode\":\"NEVER\"}"), 422, "invalid-request", "/effective/mode"),
                body(
                        with("\"effective\":{\"mode\":\"DATE\",\"date\":\"2026-02-30\"}"),
                        422,
                        "invalid-request",
                        "/effective/date"),
                body(with("\"surprise\":1"), 422, "invalid-request", "/surprise"),
                body(with("\"callbackUrl\":\"javascript:alert(1)\""), 422, "invalid-request", "/callbackUrl"),
                body(with("\"quoteId\":\"q-none\""), 422, "invalid-request", "/quoteId"),
                body("{\"subscriptionId\":\"sub-nobody\"}", 422, "invalid-request", "/subscriptionId"),
                body(
                        "{\"customerId\":\"cust-lifetime\",\"planId\":\"plan-nobody\"}",
                        422,
                        "invalid-request",
                        "/planId"),
                body("{}", 422, "invalid-request", "/subscriptionId"));
    }

    private static Arguments body(String body, int status, String slug, String pointer) {
        return arguments(body.length() > 90 ? body.substring(0, 90) + "…" : body, body, status, slug, pointer);
    }

    private static String with(String more) {
        return "{\"subscriptionId\":\"sub-lifetime-1\"," + more + "}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aDeclarationThatIsWrong(String name, String body, int status, String slug, String pointer) {
        requireProblem(declare(body, "en"), status, slug, pointer, "en");
        requireProblem(declare(body, "zh-CN"), status, slug, pointer, "zh-CN");
    }

    private Answer declare(String body, String language) {
        return demo.post(CASES, body, "Idempotency-Key", UUID.randomUUID().toString(), "Accept-Language", language);
    }

    @Test
    void aSecondOpenCaseIsRefusedWithTheNumberOfTheFirst() {
        Agreement twice = new Agreement("sub-bad-twice-" + UUID.randomUUID(), "lifetime", "299.00", 3).put(demo);
        String first = declare("{\"subscriptionId\":\"" + twice.id() + "\"}", "en")
                .expect(201)
                .text("/caseNumber");
        Cases.awaitWhat(demo, first, "ENTER_CODE");
        before = everything();

        for (String language : new String[] {"en", "zh-CN"}) {
            Answer second = declare("{\"subscriptionId\":\"" + twice.id() + "\"}", language);
            requireProblem(second, 409, "already-cancelling", "", language);
            assertThat(second.text("/openCase")).isEqualTo(first);
        }
    }

    @Test
    void headersThatAreWrong() {
        requireProblem(demo.post(CASES, WISH), 400, "idempotency-key-missing", "", "en");
        requireProblem(
                demo.post(CASES, WISH, "Idempotency-Key", "x".repeat(256)), 400, "idempotency-key-invalid", "", "en");
        Answer text = demo.send(demo.request(CASES)
                .headers(
                        "Authorization", "Bearer " + demo.token(), "Idempotency-Key", "k", "Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(WISH)));
        requireProblem(text, 415, "unsupported-media-type", "", "en");
        requireProblem(demo.get("/api/v1/nothing-here"), 403, "forbidden", "", "en");
        requireProblem(demo.get(CASES + "/FW-20261120-NOBODY"), 404, "case-not-found", "", "en");
        requireProblem(demo.get(CASES + "?status=GONE"), 422, "invalid-request", "/status", "en");
        requireProblem(demo.put(CASES, WISH), 403, "forbidden", "", "en");
    }

    static Stream<Arguments> tokens() {
        return Stream.of(
                arguments("none", null),
                arguments("empty", "Bearer "),
                arguments("garbage", "Bearer garbage"),
                arguments("not signed", "Bearer " + part("{\"alg\":\"none\"}") + "." + claims() + "."),
                arguments("signed by nobody", "Bearer " + part("{\"alg\":\"RS256\"}") + "." + claims() + ".AAAA"),
                arguments("with the client's secret", "Basic " + part("demo-upstream:demo-secret")));
    }

    private static String claims() {
        return part("{\"sub\":\"demo-upstream\",\"exp\":1500000000,\"scope\":\"cancellation:write\"}");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void nobodyGetsInWithout(String name, @Nullable String authorization) {
        for (String language : new String[] {"en", "zh-CN"}) {
            var request = demo.request(CASES)
                    .headers("Idempotency-Key", "k", "Content-Type", "application/json", "Accept-Language", language)
                    .POST(BodyPublishers.ofString(WISH));
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            requireProblem(demo.send(request), 401, "unauthorized", "", language);
        }
    }

    @Test
    void anAlteredTokenIsNone() {
        String token = demo.token();
        int middle = token.lastIndexOf('.') + 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';

        Answer answer = as(token.substring(0, middle) + other + token.substring(middle + 1), WISH);

        requireProblem(answer, 401, "unauthorized", "", "en");
    }

    @Test
    void aTokenToReadDoesNotWriteAndOneToWriteDoesNotAttest() {
        requireProblem(as(demo.token("cancellation:read"), WISH), 403, "forbidden", "", "en");
        requireProblem(
                as(demo.token("cancellation:write"), with("\"identity\":{\"attestedBy\":\"me\"},\"confirmed\":true")),
                403,
                "attest-scope-needed",
                "",
                "en");
        requireProblem(
                as(demo.token("cancellation:write"), with("\"declaredOn\":\"2020-01-01\"")),
                403,
                "attest-scope-needed",
                "",
                "en");
    }

    @Test
    void aNativeStartThatIsWrong() {
        String path = "/engine-rest/process-definition/key/cancellation/start";

        requireProblem(demo.post(path, "{"), 400, "malformed-request", "", "en");
        requireProblem(demo.post(path, "{\"startInstructions\":[]}"), 400, "malformed-request", "", "en");
        requireProblem(demo.post(path, " ".repeat(17 * 1024)), 413, "too-large", "", "en");
        requireProblem(demo.get("/engine-rest/task"), 403, "forbidden", "", "en");
    }

    @Test
    void anotherTenantSeesNothing() {
        Agreement ours = new Agreement("sub-bad-tenant-" + UUID.randomUUID(), "lifetime", "299.00", 3).put(demo);
        String number = declare("{\"subscriptionId\":\"" + ours.id() + "\"}", "en")
                .expect(201)
                .text("/caseNumber");
        Cases.awaitWhat(demo, number, "ENTER_CODE");
        before = everything();
        String theirs = demo.token(RunningDemo.OTHER_CLIENT, RunningDemo.OTHER_SECRET, "");

        Answer cases = demo.send(
                demo.request(CASES).header("Authorization", "Bearer " + theirs).GET());
        Answer one = demo.send(demo.request(CASES + "/" + number)
                .header("Authorization", "Bearer " + theirs)
                .GET());
        Answer nobody = demo.send(demo.request(CASES + "/FW-20261120-NOBODY")
                .header("Authorization", "Bearer " + theirs)
                .GET());

        assertThat(cases.expect(200).json().at("/items")).isEmpty();
        requireProblem(one, 404, "case-not-found", "", "en");
        assertThat(one.text("/detail")).isEqualTo(nobody.text("/detail"));
        requireProblem(
                as(theirs, "{\"subscriptionId\":\"" + ours.id() + "\"}"),
                422,
                "invalid-request",
                "/subscriptionId",
                "en");
        Answer withdrawal = demo.send(demo.request(CASES + "/" + number + "/withdrawal")
                .headers("Authorization", "Bearer " + theirs, "Idempotency-Key", "w")
                .POST(BodyPublishers.noBody()));
        requireProblem(withdrawal, 404, "case-not-found", "", "en");
        assertThat(Cases.get(demo, number).text("/status")).isEqualTo("VERIFYING");
    }

    private Answer as(String token, String body) {
        return demo.send(demo.request(CASES)
                .headers("Authorization", "Bearer " + token, "Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void aSubscriptionThatIsWrong() {
        String good = new Agreement("sub-bad-put", "lifetime", "299.00", 3).json();
        String path = "/api/v1/subscriptions/sub-bad-put";

        requireProblem(
                demo.put(path, good.replace("\"lifetime\"", "\"for-ever\"")), 422, "invalid-request", "/terms", "en");
        requireProblem(demo.put(path, good.replace("299.00", "-1.00")), 422, "invalid-request", "/price/amount", "en");
        requireProblem(
                demo.put(path, good.replace("Asia/Shanghai", "Mars/Base")), 422, "invalid-request", "/timeZone", "en");
        requireProblem(demo.put(path, good.replace("CNY", "XXZ")), 422, "invalid-request", "/price/currency", "en");
        requireProblem(demo.put(path, good.replace("true", "1")), 400, "malformed-request", "/autoRenew", "en");
        requireProblem(demo.put(path, "null"), 400, "malformed-request", "", "en");
        requireProblem(demo.get(path), 404, "subscription-not-found", "", "en");
        Answer quote = demo.post("/api/v1/quotes", "{\"subscriptionId\":\"sub-bad-put\"}");
        requireProblem(quote, 404, "subscription-not-found", "", "en");
    }

    /** Status, type with a page that explains it, texts in that language, and nothing of our insides. */
    private void requireProblem(Answer answer, int status, String slug, String pointer, String language) {
        answer.expect(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("/type")).as(answer.toString()).endsWith("/problems/" + slug);
        assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
        assertThat(answer.text("/title")).isNotBlank();
        assertThat(answer.text("/detail")).isNotBlank();
        assertThat(answer.text("/title").codePoints().anyMatch(Character::isIdeographic))
                .as(answer.toString())
                .isEqualTo(language.equals("zh-CN"));
        if (!pointer.isEmpty()) {
            assertThat(answer.json().at("/errors").findValuesAsText("pointer"))
                    .as(answer.toString())
                    .contains(pointer);
            for (JsonNode error : answer.json().at("/errors")) {
                assertThat(error.toString()).doesNotContain("{0}");
            }
        }
        assertThat(answer.body()).doesNotContain("\tat ", "Exception", "io.fairwell", "org.");
        demo.send(demo.request("/problems/" + slug)
                        .header("Accept", "text/html")
                        .GET())
                .expect(200);
    }
}
