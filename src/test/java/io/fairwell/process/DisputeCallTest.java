package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.dispute.Disputes;
import io.fairwell.notification.CaseLinks;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.Decision;
import io.fairwell.testing.FairwellTest;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The dispute call from the request to the answer, with everything behind it. */
@FairwellTest
class DisputeCallTest {

    private static final String BODY = "{\"about\":\"REFUND\",\"text\":\"Too little\"}";

    @Autowired
    private CaseDriver driver;

    @Autowired
    private MockMvc web;

    @Autowired
    private Disputes disputes;

    @Autowired
    private CaseDecisions decisions;

    @Autowired
    private CaseLinks links;

    @Autowired
    private RuntimeService runtime;

    private CaseNumber completed() {
        CaseNumber number = driver.declare(
                driver.subscription(s -> s.with(x -> {
                    x.terms = "vip-term";
                    x.paid = "30.00";
                })),
                w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        driver.fire(number, "Event_EffectiveDateReached");
        return number;
    }

    private static RequestPostProcessor shopOf(String tenant) {
        return jwt().jwt(token -> token.claim("client_id", "shop").claim("tenant", tenant))
                .authorities(
                        new SimpleGrantedAuthority("SCOPE_cancellation:write"),
                        new SimpleGrantedAuthority("SCOPE_cancellation:read"));
    }

    private static MockHttpServletRequestBuilder call(CaseNumber number, String key, String body) {
        return post("/api/v1/cancellations/" + number + "/dispute")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private ResultActions dispute(CaseNumber number, String key, String body) throws Exception {
        return web.perform(call(number, key, body).with(shopOf("main")));
    }

    @Test
    void aRepeatedCallIsOneDispute() throws Exception {
        CaseNumber number = completed();
        String key = UUID.randomUUID().toString();

        String first = dispute(number, key, BODY)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.dispute.state").value("WITH_SUPPORT"))
                .andExpect(jsonPath("$.dispute.awaiting.who").value("SUPPORT"))
                .andExpect(jsonPath("$.dispute.awaiting.until").value("2026-03-11T10:00:00Z"))
                .andExpect(jsonPath("$.links.dispute").doesNotExist())
                .andReturn()
                .getResponse()
                .getContentAsString();
        dispute(number, key, BODY)
                .andExpect(status().isOk())
                .andExpect(header().string("Idempotency-Replayed", "true"))
                .andExpect(result ->
                        assertThat(result.getResponse().getContentAsString()).isEqualTo(first));
        dispute(number, key, BODY.replace("little", "late")).andExpect(status().isUnprocessableEntity());
        dispute(number, UUID.randomUUID().toString(), BODY)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("/problems/dispute-open"))
                .andExpect(jsonPath("$.disputeState").value("WITH_SUPPORT"));

        assertThat(disputes.of(number)).hasSize(1);
        assertThat(driver.openTasks(number)).containsExactly("Task_AnswerDispute");
    }

    @Test
    void anotherTenantsCaseLooksLikeNone() throws Exception {
        CaseNumber number = completed();

        web.perform(call(number, UUID.randomUUID().toString(), BODY).with(shopOf("other")))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("/problems/case-not-found"));

        assertThat(disputes.of(number)).isEmpty();
    }

    @Test
    void theProcessBelongsToTheTenantOfTheCaseWhoeverCalls() {
        CaseNumber number = completed();

        disputes.open(number, io.fairwell.dispute.Claim.aboutRefund("Why?", null), driver.customer(number));

        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number.value(), "dispute")
                        .singleResult()
                        .getTenantId())
                .isEqualTo("main");
    }

    @ParameterizedTest
    @CsvSource({"12315, the hotline 12315", "'', ''"})
    void whereTheLawNamesAnAuthorityTheAnswerDoes(String authority, String told) throws Exception {
        CaseNumber number = completed();
        decisions.record(number, new Decision("regulation", 99, "test", Map.of("complaintAuthority", authority)));
        dispute(number, UUID.randomUUID().toString(), BODY).andExpect(status().isOk());

        driver.complete(
                number,
                "Task_AnswerDispute",
                "mia",
                Map.of("disputeAnswer", "REJECT", "note", "It was used", "legalBasis", "Terms 4"));

        var shown = web.perform(get("/api/v1/cancellations/" + number).with(shopOf("main")))
                .andExpect(jsonPath("$.dispute.answer.outcome").value("REJECTED"))
                .andExpect(jsonPath("$.dispute.granted.amount").value("0.00"));
        shown.andExpect(jsonPath("$.dispute.authority").value(authority.isEmpty() ? null : authority));
        if (authority.isEmpty()) {
            assertThat(driver.letter(number, "DISPUTE_ANSWERED")).doesNotContain("complain");
        } else {
            assertThat(driver.letter(number, "DISPUTE_ANSWERED")).contains(told);
        }
    }

    /** From the customer's own page: no login, and nobody who calls. */
    @Test
    void theLinkInTheLettersIsEnoughToDispute() throws Exception {
        CaseNumber number = completed();
        String url = links.url(number);
        String path = url.substring(url.indexOf("/my/"));

        web.perform(
                        post(path + "/dispute")
                                .with(org.springframework.security.test.web.servlet.request
                                        .SecurityMockMvcRequestPostProcessors.csrf())
                                .param("about", "REFUND")
                                .param("text", "Too little"))
                .andExpect(status().is3xxRedirection());

        String page = web.perform(get(path)).andReturn().getResponse().getContentAsString();
        assertThat(page).contains("Too little", "With support").doesNotContain("Is something wrong?");
        assertThat(driver.letters(number)).contains("DISPUTE_RECEIVED");
    }
}
