package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/**
 * Every golden case as an upstream system would ask for it, through the interface and the deployed tables: on its own
 * day and from 21 November 2026, looking back or ahead; whether or not the system says how the agreement is renewed.
 */
@FairwellTest
class GoldenDoorTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Autowired
    private MockMvc web;

    @Autowired
    private MutableClock clock;

    @Autowired
    private Quotes quotes;

    @Autowired
    private ObjectMapper json;

    /** What an upstream system tells about renewals. */
    enum Told {
        NOTHING,
        ALL
    }

    static Stream<Arguments> cases() {
        return Csv.rows("quotes.csv").stream()
                .flatMap(row -> Stream.of(Told.values())
                        .flatMap(told ->
                                Stream.of(true, false).map(ownDay -> Arguments.of(row.get("id"), told, ownDay, row))));
    }

    @ParameterizedTest(name = "{0} told {1}, on its own day: {2}")
    @MethodSource("cases")
    void theQuoteIsTheGoldenOne(String id, Told told, boolean ownDay, Map<String, String> row) throws Exception {
        ZoneId zone = ZoneId.of(row.get("jurisdiction").equals("CN") ? "Asia/Shanghai" : "Europe/Berlin");
        LocalDate today = ownDay ? LocalDate.parse(row.get("requestOn")) : TODAY;
        clock.set(today.atTime(12, 0).atZone(zone).toInstant());
        String subscription = "golden-" + id + "-" + told + "-" + ownDay;
        send(put("/api/v1/subscriptions/" + subscription), subscription(row, told, zone));

        JsonNode quote = send(post("/api/v1/quotes"), question(row, subscription, ownDay));

        assertThat(quote.path("effectiveOn").textValue()).isEqualTo(row.get("effectiveOn"));
        assertThat(quote.path("basis").textValue()).isEqualTo(row.get("basis"));
        JsonNode statement = quote.path("statement");
        assertThat(statement.path("method").textValue()).isEqualTo(row.get("method"));
        assertThat(line(statement, "BASE")).isEqualTo(row.get("base"));
        assertThat(line(statement, "BENEFITS")).isEqualTo(minus(row.get("lessBenefits")));
        assertThat(line(statement, "PERCENT_FEE")).isEqualTo(minus(row.get("lessPercentFee")));
        assertThat(line(statement, "EARLY_TERMINATION")).isEqualTo(minus(row.get("lessEarlyTermination")));
        assertThat(line(statement, "FIXED_FEE")).isEqualTo(minus(row.get("lessFixedFee")));
        assertThat(statement.path("refund"))
                .isEqualTo(
                        json.createObjectNode().put("amount", row.get("refund")).put("currency", "CNY"));
        assertThat(quote.path("nextCharge").isObject()).isEqualTo(id.equals("g07"));
        assertThat(quote)
                .isEqualTo(send(get("/api/v1/quotes/" + quote.path("quoteId").textValue()), null));
        Quote stored = quotes.get("main", quote.path("quoteId").textValue()).orElseThrow();
        assertThat(QuoteHash.of(stored)).isEqualTo(quote.path("hash").textValue());
    }

    private String subscription(Map<String, String> row, Told told, ZoneId zone) {
        String billing = Csv.rows("terms.csv").stream()
                .filter(terms -> terms.get("terms").equals(row.get("terms")))
                .findFirst()
                .orElseThrow()
                .get("billing");
        ObjectNode body = json.createObjectNode()
                .put("customerId", "golden")
                .put("planId", "golden")
                .put("terms", row.get("terms"))
                .put("jurisdiction", row.get("jurisdiction"))
                .put("timeZone", zone.getId())
                .put("channel", "DIRECT")
                .put("paymentRoute", "CARD")
                .put("paidOn", row.get("paidOn"))
                .put("termStart", row.get("termStart"))
                .put("termEnd", row.get("termEnd"))
                .put("used", Boolean.valueOf(row.get("used")));
        body.set("price", money(row.get("paid")));
        body.set("paid", money(row.get("paid")));
        body.set("benefitsEnjoyed", money(row.get("benefitsEnjoyed")));
        if (told == Told.ALL) {
            body.put("autoRenew", billing.contains("recurring"));
        }
        if (told == Told.ALL && billing.matches("P\\S+ (recurring|minimum term|prepaid)")) {
            body.put("billingPeriod", billing.substring(0, billing.indexOf(' ')));
        }
        return body.toString();
    }

    private String question(Map<String, String> row, String subscription, boolean ownDay) {
        ObjectNode effective = json.createObjectNode().put("mode", row.get("mode"));
        if (!row.get("requestedDate").isEmpty()) {
            effective.put("date", row.get("requestedDate"));
        }
        ObjectNode body = json.createObjectNode().put("subscriptionId", subscription);
        body.set("effective", effective);
        if (!ownDay) {
            body.put("declaredOn", row.get("requestOn"));
        }
        return body.toString();
    }

    private ObjectNode money(String amount) {
        return json.createObjectNode().put("amount", amount).put("currency", "CNY");
    }

    private static String minus(String amount) {
        return amount.equals("0.00") ? amount : "-" + amount;
    }

    /** 0.00 where there is no such line. */
    private static String line(JsonNode statement, String kind) {
        for (JsonNode line : statement.path("lines")) {
            if (line.path("kind").textValue().equals(kind)) {
                return line.path("amount").path("amount").textValue();
            }
        }
        return "0.00";
    }

    private JsonNode send(MockHttpServletRequestBuilder request, String body) throws Exception {
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(body);
        }
        request.with(jwt().jwt(token -> token.claim("client_id", "golden"))
                .authorities(AuthorityUtils.createAuthorityList(
                        "SCOPE_cancellation:write",
                        "SCOPE_cancellation:read",
                        "SCOPE_cancellation:attest",
                        "SCOPE_subscription:write")));
        var response = web.perform(request).andReturn().getResponse();
        String answer = response.getContentAsString(StandardCharsets.UTF_8);
        assertThat(response.getStatus()).as(answer).isBetween(200, 201);
        return json.readTree(answer);
    }
}
