package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.subscription.Subscriptions;
import io.fairwell.testing.FairwellTest;
import io.fairwell.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;

/** Which quote may be used for which declaration. It is 23:45 on 10 March 2026 where the customers are. */
@FairwellTest
class QuoteUseTest {

    private static final String TODAY = "2026-03-10";
    private static final String PAST = "2026-03-02";
    private static final String AHEAD = "2026-03-11";

    @Autowired
    private MockMvc web;

    @Autowired
    private MutableClock clock;

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private ObjectMapper json;

    @BeforeEach
    void lateInTheEvening() {
        clock.set(Instant.parse("2026-03-10T15:45:00Z"));
    }

    @Test
    void aQuoteOfTodayIsGoodAfterMidnight() throws Exception {
        String quote = quote("use-midnight", null);
        clock.plus(Duration.ofMinutes(20));

        JsonNode declared = accepted(declare("use-midnight", quote, null));

        assertThat(declared.path("quote").path("quoteId").textValue()).isNotNull();
    }

    @Test
    void aQuoteOfTodayIsNotForAnEarlierDay() throws Exception {
        refused(declare("use-earlier", quote("use-earlier", null), PAST), "/quoteId", "quote-not-usable");
    }

    @Test
    void aQuoteForAPastDayIsForThatDay() throws Exception {
        String quote = quote("use-past", PAST);

        refused(declare("use-past", quote, null), "/quoteId", "quote-not-usable");
        refused(declare("use-past", quote, "2026-03-03"), "/quoteId", "quote-not-usable");
        accepted(declare("use-past", quote, PAST));
    }

    @Test
    void aQuoteForADayAheadCannotBeUsedBeforeIt() throws Exception {
        String quote = quote("use-ahead", AHEAD);

        refused(declare("use-ahead", quote, null), "/quoteId", "quote-not-usable");
        refused(declare("use-ahead", quote, TODAY), "/quoteId", "quote-not-usable");
        refused(declare("use-ahead", quote, AHEAD), "/declaredOn", "declared-in-the-future");
        clock.plus(Duration.ofMinutes(20));
        accepted(declare("use-ahead", quote, null));
    }

    @Test
    void daysNobodyMeansAreRefused() throws Exception {
        subscriptions.put(
                SubscriptionBuilder.subscription("vip-term").id("use-far").build());

        refused(ask("use-far", "2006-03-09"), "/declaredOn", "declared-too-far");
        refused(ask("use-far", "2031-03-11"), "/declaredOn", "declared-too-far");
        refused(declare("use-far", null, "2006-03-09"), "/declaredOn", "declared-too-far");
    }

    private String quote(String subscription, String declaredOn) throws Exception {
        subscriptions.put(SubscriptionBuilder.subscription("vip-term")
                .id(subscription)
                .term("2026-03-01", "2026-04-01")
                .build());
        return accepted(ask(subscription, declaredOn)).path("quoteId").textValue();
    }

    private MockHttpServletResponse ask(String subscription, String declaredOn) throws Exception {
        return send("/api/v1/quotes", body(subscription, declaredOn).formatted(""));
    }

    private MockHttpServletResponse declare(String subscription, String quote, String declaredOn) throws Exception {
        String rest = ",\"confirmed\":true,\"identity\":{\"attestedBy\":\"shop\"}"
                + (quote == null ? "" : ",\"quoteId\":\"" + quote + "\"");
        return send("/api/v1/cancellations", body(subscription, declaredOn).formatted(rest));
    }

    private static String body(String subscription, String declaredOn) {
        return "{\"subscriptionId\":\"" + subscription + "\",\"effective\":{\"mode\":\"IMMEDIATE\"}"
                + (declaredOn == null ? "" : ",\"declaredOn\":\"" + declaredOn + "\"") + "%s}";
    }

    private MockHttpServletResponse send(String path, String body) throws Exception {
        return web.perform(post(path)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(jwt().jwt(token -> token.claim("client_id", "shop"))
                                .authorities(AuthorityUtils.createAuthorityList(
                                        "SCOPE_cancellation:write", "SCOPE_cancellation:attest"))))
                .andReturn()
                .getResponse();
    }

    private JsonNode accepted(MockHttpServletResponse answer) throws Exception {
        String text = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(text).isBetween(200, 201);
        return json.readTree(text);
    }

    private void refused(MockHttpServletResponse answer, String pointer, String code) throws Exception {
        JsonNode problem = json.readTree(answer.getContentAsString(StandardCharsets.UTF_8));
        assertThat(answer.getStatus()).as(problem.toString()).isEqualTo(422);
        assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/code").textValue()).isEqualTo(code);
        assertThat(problem.at("/errors/0/detail").textValue()).isNotBlank();
    }
}
