package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.jayway.jsonpath.JsonPath;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Contact;
import io.fairwell.notification.CaseLinks;
import io.fairwell.subscription.Subscription;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/**
 * Unmistakable values for each piece of personal data and each secret, taken through everything that can happen to a
 * case, and then looked for in every row of every table, ours and the engine's, in the log, and in what is answered.
 */
@FairwellTest
@ExtendWith(OutputCaptureExtension.class)
class CanariesTest {

    private static final String MASTER_SECRET = "a-secret-for-tests-only-0123456789abcdef";
    private static final String PASSWORD = "a-password-for-tests-only";

    @Autowired
    private MockMvc web;

    @Autowired
    private CaseDriver driver;

    @Autowired
    private CaseLinks links;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String subscription = "sub-" + UUID.randomUUID();
    private final Map<String, String> canaries = new LinkedHashMap<>();

    /** @return the value, which is looked for from now on */
    private String canary(String what) {
        return canary(what, "canary-" + what + "-" + mark);
    }

    private String canary(String what, String value) {
        canaries.put(what, value);
        return value;
    }

    @Test
    void nothingPersonalAndNoSecretStandsWhereItCanBeRead(CapturedOutput log) throws Exception {
        List<String> answers = new ArrayList<>();
        String customer = "canary-customer-" + mark;
        answers.add(knownTo(customer));
        String secret = JsonPath.read(
                call(post("/api/v1/webhooks/secrets").header("Idempotency-Key", UUID.randomUUID()), "{}")
                        .getContentAsString(),
                "$.secret");
        canary("webhook-secret", secret.substring("whsec_".length()));
        canary(
                "webhook-key",
                HexFormat.of().formatHex(Base64.getDecoder().decode(secret.substring("whsec_".length()))));
        canary("master-secret", MASTER_SECRET);
        canary("password", PASSWORD);

        CaseNumber number = declared(answers);
        String code = driver.sentCode(number);
        codeEntered(number, answers);
        identityReviewed(number, answers);
        refundRejected(number);
        toTheEnd(number);
        stepFailed();
        disputed(number, answers);
        looked(number, answers);

        assertThat(driver.engineTablesWith(code)).isEmpty();
        assertThat(tablesWith(canaries.values())).isEmpty();
        assertThat(canaries.values())
                .allSatisfy(canary -> assertThat(log.getAll()).doesNotContain(canary));
        // The statement of a refund gives the reason for what was decided, as long as there is one.
        String told = String.join("\n", answers).replace(canaries.get("refund-reason"), "");
        assertThat(canaries.values()).allSatisfy(canary -> assertThat(told).doesNotContain(canary));

        exportedAndErased(customer, number);
    }

    private String knownTo(String customer) throws Exception {
        String digits = String.valueOf(100_000_000 + new Random().nextInt(900_000_000));
        MockHttpServletResponse known = call(put("/api/v1/subscriptions/" + subscription), """
                {"customerId":"%s","planId":"plan-%s","planName":{"en":"Plan"},"terms":"wealth-plan","jurisdiction":"CN",
                 "timeZone":"Asia/Shanghai","channel":"DIRECT","paymentRoute":"CARD","autoRenew":true,
                 "billingPeriod":"P1Y","price":{"amount":"299.00","currency":"CNY"},
                 "paid":{"amount":"299.00","currency":"CNY"},"paidOn":"2026-03-01","termStart":"2026-03-01",
                 "termEnd":"2027-03-01","used":true,"contact":{"email":"%s","phone":"%s","name":"%s"},
                 "cardMask":"%s","subAccounts":["%s"],"paymentReference":"%s","mandateReference":"%s"}""".formatted(
                        customer,
                        mark,
                        canary("email", "canary-" + mark + "@example.org"),
                        canary("phone", "+861" + digits + "7"),
                        canary("name", "Canary Name " + mark),
                        canary("card", "4" + digits.substring(0, 5) + "XXXXXX" + digits.substring(5)),
                        canary("member"),
                        canary("payment-reference"),
                        canary("mandate-reference")));
        assertThat(known.getStatus()).isEqualTo(201);
        // Not looked for in answers: upstream put it, and may read it.
        return "";
    }

    /** By nobody who vouches for the customer, so a code is sent. */
    private CaseNumber declared(List<String> answers) throws Exception {
        String body = """
                {"subscriptionId":"%s","confirmed":true,"effective":{"mode":"IMMEDIATE"},
                 "reason":{"code":"NOT_AS_PROMISED","comment":"%s"},
                 "callbackUrl":"https://hooks.fairwell.example/%s"%s}""";
        answers.add(call(
                        post("/api/v1/cancellations").header("Idempotency-Key", UUID.randomUUID()),
                        body.formatted(
                                subscription,
                                canary("comment"),
                                canary("callback"),
                                ",\"channel\":\"" + canary("refused") + " \",\"contact\":{\"email\":\""
                                        + canary("no-mail") + "\"}"))
                .getContentAsString());
        MockHttpServletResponse declared = call(
                post("/api/v1/cancellations").header("Idempotency-Key", UUID.randomUUID()),
                body.formatted(subscription, canary("comment"), canary("callback"), ""));
        answers.add(declared.getContentAsString());
        assertThat(declared.getStatus()).as(declared.getContentAsString()).isEqualTo(201);
        CaseNumber number = new CaseNumber(JsonPath.read(declared.getContentAsString(), "$.caseNumber"));
        driver.work(number);
        return number;
    }

    private void codeEntered(CaseNumber number, List<String> answers) throws Exception {
        for (int i = 0; i < 5; i++) {
            String wrong = driver.sentCode(number).equals("000000") ? "111111" : "000000";
            answers.add(call(
                            post("/api/v1/cancellations/" + number + "/verification")
                                    .header("Idempotency-Key", UUID.randomUUID()),
                            "{\"code\":\"" + wrong + "\"}")
                    .getContentAsString());
            driver.work(number);
        }
    }

    private void identityReviewed(CaseNumber number, List<String> answers) throws Exception {
        driver.complete(
                number,
                "Task_ReviewIdentity",
                "mei",
                Map.of("identityDecision", "ASK", "question", canary("question"), "note", canary("note")));
        String token = links.url(number).replaceFirst(".*/my/", "");
        byte[] paper = paper(canary("document"));
        MockHttpServletResponse handedIn = web.perform(multipart("/my/" + token + "/information")
                        .file(new MockMultipartFile("documents", canary("file") + ".pdf", "application/pdf", paper))
                        .param("text", canary("answer"))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(handedIn.getStatus()).isBetween(200, 399);
        answers.add(web.perform(get("/my/" + token))
                .andReturn()
                .getResponse()
                .getContentAsString()
                .replace(canary("question"), ""));
        driver.work(number);
        driver.complete(
                number,
                "Task_ReviewIdentity",
                "mei",
                Map.of("identityDecision", "VERIFIED", "note", canary("identity-note")));
    }

    private static byte[] paper(String text) {
        return ("%PDF-1.4 " + text).getBytes(StandardCharsets.US_ASCII);
    }

    private void refundRejected(CaseNumber number) {
        for (String task : driver.openTasks(number)) {
            if (task.equals("Task_TalkToCustomer")) {
                driver.complete(number, task, "mei", Map.of("talkResult", "LEAVES", "note", canary("talk-note")));
            }
        }
        driver.complete(
                number,
                "Task_ReviewRefund",
                "mia",
                Map.of("reviewDecision", "REJECT", "note", canary("refund-reason"), "legalBasis", "AGREED_TERMS"));
        if (driver.openTasks(number).contains("Task_ApproveRefund")) {
            driver.complete(
                    number, "Task_ApproveRefund", "leo", Map.of("approvalDecision", "APPROVE", "note", canary("leo")));
        }
    }

    /** The stack trace of what failed stands in the engine's tables. */
    private void stepFailed() {
        Subscription lost = driver.subscription(x -> x.with(other -> {
            other.contact = new Contact(canary("other-email") + "@example.org", null, canary("other-name"));
            other.subAccounts = List.of(canary("other-member"));
        }));
        CaseNumber number = driver.declare(lost, w -> w);
        driver.lose(lost);
        driver.failForGood(number, "Task_PutRenewalOnHold");
        driver.find(lost);
        driver.complete(
                number,
                "Task_ResolveTechnicalFailure",
                "mia",
                Map.of("failureResolution", "BY_HAND", "note", canary("failure-note")));
    }

    private void toTheEnd(CaseNumber number) {
        for (String event : List.of("Event_ConfirmationOverdue", "Event_EffectiveDateReached")) {
            if (driver.get(number).endedAt() == null && driver.waitsAt(number, event)) {
                driver.fire(number, event);
            }
        }
        assertThat(driver.get(number).endedAt())
                .as(driver.get(number).status() + " " + driver.openTasks(number))
                .isNotNull();
    }

    private void disputed(CaseNumber number, List<String> answers) throws Exception {
        answers.add(call(
                        post("/api/v1/cancellations/" + number + "/dispute")
                                .header("Idempotency-Key", UUID.randomUUID()),
                        "{\"about\":\"REFUND\",\"text\":\"" + canary("claim") + "\"}")
                .getContentAsString());
        driver.complete(
                number,
                "Task_AnswerDispute",
                "zoe",
                Map.of(
                        "disputeAnswer",
                        "REJECT",
                        "note",
                        canary("dispute-reason"),
                        "legalBasis",
                        canary("dispute-basis")));
        driver.work(number);
    }

    /** What is left to be seen once the case has ended. */
    private void looked(CaseNumber number, List<String> answers) throws Exception {
        assertThat(driver.get(number).endedAt()).isNotNull();
        answers.add(web.perform(get("/desk/cases/" + number)
                        .with(user("mia")
                                .authorities(
                                        new SimpleGrantedAuthority("GROUP_support"),
                                        new SimpleGrantedAuthority("TENANT_main"))))
                .andReturn()
                .getResponse()
                .getContentAsString());
        // What a dispute was answered is for upstream to tell.
        answers.add(call(get("/api/v1/cancellations/" + number), null)
                .getContentAsString()
                .replace(canaries.get("dispute-reason"), "")
                .replace(canaries.get("dispute-basis"), ""));
        for (String path : List.of("/timeline", "/deliveries", "/refund-statement")) {
            answers.add(
                    call(get("/api/v1/cancellations/" + number + path), null).getContentAsString());
        }
        answers.add(
                web.perform(get("/actuator/health")).andReturn().getResponse().getContentAsString());
    }

    private void exportedAndErased(String customer, CaseNumber number) throws Exception {
        String path = "/api/v1/customers/" + customer;
        String export = call(get(path + "/export"), null).getContentAsString();
        for (String what : List.of(
                "email",
                "phone",
                "name",
                "card",
                "member",
                "payment-reference",
                "mandate-reference",
                "comment",
                "callback",
                "question",
                "answer",
                "file",
                "refund-reason",
                "claim",
                "dispute-reason",
                "dispute-basis")) {
            assertThat(export).as(what).contains(canaries.get(what));
        }
        assertThat(export).contains(Base64.getEncoder().encodeToString(paper(canaries.get("document"))));
        assertThat(call(get(path + "/export").header("Accept", "text/csv"), null)
                        .getContentAsString())
                .contains("case_file,1,email,\"" + canaries.get("email") + "\"");
        canary("customer", customer);

        MockHttpServletResponse restricted = call(post(path + "/erasure"), null);
        assertThat(restricted.getStatus()).as(restricted.getContentAsString()).isEqualTo(201);
        assertThat(restricted.getContentAsString()).contains(number.value(), "AGREEMENT");
        assertThat(call(post(path + "/erasure"), null).getStatus()).isEqualTo(200);
        clock.plus(Duration.ofDays(4 * 366));
        MockHttpServletResponse erased = call(post(path + "/erasure"), null);
        assertThat(erased.getStatus()).isEqualTo(201);

        assertThat(tablesWith(canaries.values())).isEmpty();
        String left = call(get(path + "/export"), null).getContentAsString();
        assertThat(left).contains(number.value(), "CASE_FILE", "\"hash\"");
        canaries.remove("customer");
        assertThat(canaries.values()).allSatisfy(canary -> assertThat(left).doesNotContain(canary));
        assertThat(call(get(path + "/erasures"), null).getContentAsString()).contains("REQUEST", "keysDestroyed");
    }

    private MockHttpServletResponse call(MockHttpServletRequestBuilder request, String body) throws Exception {
        if (body != null) {
            request.contentType(APPLICATION_JSON).content(body);
        }
        SimpleGrantedAuthority[] all = Stream.of(
                        "cancellation:read",
                        "cancellation:write",
                        "cancellation:admin",
                        "subscription:write",
                        "webhook:write",
                        "privacy:write")
                .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope))
                .toArray(SimpleGrantedAuthority[]::new);
        return web.perform(request.with(jwt().jwt(token ->
                                token.claim("client_id", "canary-client").claim("tenant", "main"))
                        .authorities(all)))
                .andReturn()
                .getResponse();
    }

    /** Every row as text, with what is binary as hexadecimal digits: what a dump of the database would hold. */
    private List<String> tablesWith(Iterable<String> wanted) {
        List<String> found = new ArrayList<>();
        List<String> tables = jdbc.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
                .query(String.class)
                .list();
        assertThat(tables).contains("act_ge_bytearray", "act_hi_varinst", "case_file", "webhook_delivery");
        for (String table : tables) {
            String rows = String.join(
                    "\n",
                    jdbc.sql("SELECT t::text FROM " + table + " t")
                            .query(String.class)
                            .list());
            for (String value : wanted) {
                String hex = HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
                if (rows.contains(value) || rows.contains(hex)) {
                    found.add(table + ": " + value);
                }
            }
        }
        return found;
    }
}
