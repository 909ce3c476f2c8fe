package io.fairwell.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.cancellation.AlreadyCancelling;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.Declaration;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.SubscriptionDirectory;
import io.fairwell.terms.NextCharge;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.http.MediaType;

class DialectTest extends WebTest {

    private static final String PLAN = "{\"plan_id\":\"2017_PLUS\",\"user_id\":\"u\",\"reason\":\"personal_choice\"}";
    private static final String MEMBERSHIP =
            "{\"user_pin\":\"u\",\"membership_id\":\"2017_PLUS\",\"cancel_type\":\"full\"}";

    @BeforeEach
    void aMember() {
        given(directory.find("main", "u", "2017_PLUS"))
                .willReturn(Optional.of(new SubscriptionDirectory.Entry(
                        Samples.ID, "u", ZoneId.of("Asia/Shanghai"), RenewalState.ON, Contact.NONE)));
        given(quotes.quote(any())).willReturn(Samples.quote(null));
        given(cancellations.declare(any())).willReturn(Samples.scheduled());
    }

    private org.springframework.test.web.servlet.ResultActions send(String path, String json) throws Exception {
        return web.perform(post(path).contentType(MediaType.APPLICATION_JSON).content(json));
    }

    private Declaration declared() {
        ArgumentCaptor<Declaration> declaration = ArgumentCaptor.forClass(Declaration.class);
        verify(cancellations).declare(declaration.capture());
        return declaration.getValue();
    }

    @Test
    void planIsCancelled() throws Exception {
        send("/v1/plan/cancel", PLAN)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string("{\"status\":\"success\",\"cancel_no\":\"%s\",\"effective_date\":\"2017-05-14\"}"
                                .formatted(Samples.NUMBER)));

        assertThat(declared().reason()).isEqualTo(ReasonCode.OTHER);
        assertThat(declared().mode()).isEqualTo(EffectiveMode.PERIOD_END);
        assertThat(declared().confirmed()).isTrue();
        assertThat(declared().quoteId()).isEqualTo("q-1");
        assertThat(declared().attestedBy()).isEqualTo("shop");
    }

    @Test
    void formBodyIsTakenToo() throws Exception {
        web.perform(post("/v1/plan/cancel")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .param("plan_id", "2017_PLUS")
                        .param("user_id", "u")
                        .param("reason", "too_expensive"))
                .andExpect(status().isOk());
        assertThat(declared().reason()).isEqualTo(ReasonCode.TOO_EXPENSIVE);
    }

    @Test
    void withoutAttestingACodeIsAsked() throws Exception {
        given(currentCaller.get()).willReturn(WITHOUT_ATTEST);
        send("/v1/plan/cancel", PLAN).andExpect(status().isOk());
        assertThat(declared().attestedBy()).isNull();
        assertThat(declared().identityMethod()).isEqualTo(IdentityMethod.CODE);
    }

    @Test
    void missedNoticeIsASuccessThatSaysSo() throws Exception {
        given(quotes.quote(any()))
                .willReturn(Samples.quote(new NextCharge(LocalDate.parse("2017-05-14"), Samples.cny("108.00"))));
        send("/v1/plan/cancel", PLAN)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("success"))
                .andExpect(jsonPath("$.message")
                        .value("The notice period for this billing date has passed: the cancellation takes effect on"
                                + " 2017-05-14, one more cycle will be charged."));
    }

    @ParameterizedTest
    @CsvSource({"full,IMMEDIATE", "period_end,PERIOD_END"})
    void membershipRefundHasTwoDecimals(String type, EffectiveMode mode) throws Exception {
        send("/v1/membership/cancel", MEMBERSHIP.replace("full", type))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string("{\"status\":\"success\",\"refund_amount\":22.00,\"cancel_no\":\"%s\"}"
                                .formatted(Samples.NUMBER)));
        assertThat(declared().mode()).isEqualTo(mode);
    }

    @Test
    void repeatGivesTheSameNumber() throws Exception {
        given(cases.findOpen("main", Samples.ID)).willReturn(Optional.of(Samples.scheduled()));
        send("/v1/membership/cancel", MEMBERSHIP)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string("{\"status\":\"success\",\"refund_amount\":22.00,\"cancel_no\":\"%s\"}"
                                .formatted(Samples.NUMBER)));

        given(cases.findOpen("main", Samples.ID)).willReturn(Optional.empty());
        given(cases.findLatest("main", Samples.ID)).willReturn(Optional.of(Samples.completed()));
        given(subscriptions.find("main", Samples.ID))
                .willReturn(Optional.of(Samples.subscription(Contact.NONE, null, LocalDate.parse("2017-05-14"))));
        send("/v1/plan/cancel", PLAN).andExpect(jsonPath("$.cancel_no").value(Samples.NUMBER.value()));
        verify(cancellations, never()).declare(any());
    }

    @Test
    void slowerTwinGetsTheNumberOfTheQuicker() throws Exception {
        AlreadyCancelling already = mock();
        given(already.openCase()).willReturn(Samples.NUMBER);
        given(cancellations.declare(any())).willThrow(already);
        given(cases.get(Samples.NUMBER)).willReturn(Samples.scheduled());
        send("/v1/plan/cancel", PLAN)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.cancel_no").value(Samples.NUMBER.value()));
    }

    @Test
    void unknownPlanIsToldInTheMessage() throws Exception {
        send("/v1/plan/cancel", PLAN.replace("2017_PLUS", "2018_PLUS"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(
                        content()
                                .string(
                                        "{\"status\":\"error\",\"message\":\"There is no such subscription, or it is not yours.\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_pin\":\"u\",\"membership_id\":\"2017_PLUS\",\"cancel_type\":\"half\"}",
                "{\"user_pin\":\"u\",\"membership_id\":\"2017_PLUS\"}",
                "{\"user_pin\":true,\"membership_id\":\"2017_PLUS\",\"cancel_type\":\"full\"}",
                "[]",
                "{"
            })
    void badRequestIsToldInTheMessage(String body) throws Exception {
        send("/v1/membership/cancel", body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.status").value("error"))
                .andExpect(jsonPath("$.message").isNotEmpty());
    }

    @Test
    void pointsStatusFollowsTheCase() throws Exception {
        given(subscriptions.findByCard("main", "622588XXXXXX1234", "2017_REWARD_PLAN"))
                .willReturn(Optional.of(Samples.subscription()));
        points("none");
        given(cases.findOpen("main", Samples.ID)).willReturn(Optional.of(Samples.scheduled()));
        points("pending");
        given(cases.findOpen("main", Samples.ID)).willReturn(Optional.empty());
        given(cases.findLatest("main", Samples.ID)).willReturn(Optional.of(Samples.completed()));
        given(subscriptions.find("main", Samples.ID))
                .willReturn(Optional.of(Samples.subscription(Contact.NONE, null, LocalDate.parse("2017-05-14"))));
        points("completed");
    }

    private void points(String expected) throws Exception {
        web.perform(get("/v1/points/status")
                        .param("card_no", "622588XXXXXX1234")
                        .param("plan_id", "2017_REWARD_PLAN"))
                .andExpect(status().isOk())
                .andExpect(content().string("{\"cancel_status\":\"" + expected + "\"}"));
    }
}
