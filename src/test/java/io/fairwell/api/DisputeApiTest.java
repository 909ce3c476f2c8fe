package io.fairwell.api;

import static io.fairwell.api.Samples.NUMBER;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.dispute.Answer;
import io.fairwell.dispute.Claim;
import io.fairwell.dispute.Dispute;
import io.fairwell.dispute.Dispute.Payment;
import io.fairwell.dispute.Dispute.State;
import io.fairwell.dispute.DisputeRefused;
import io.fairwell.dispute.DisputeRefused.Why;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The dispute call, and the dispute in the case. */
class DisputeApiTest extends WebTest {

    private static final String CASE = "/api/v1/cancellations/" + NUMBER;

    @BeforeEach
    void aCase() {
        given(cases.get("main", NUMBER.value())).willReturn(Samples.completed());
    }

    private static MockHttpServletRequestBuilder dispute(String body) {
        return post(CASE + "/dispute")
                .header("Idempotency-Key", "k-1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private static Dispute stored(State state, @Nullable Answer answer, @Nullable String decidedBy) {
        boolean answered = state == State.ANSWERED;
        return new Dispute(
                "main",
                NUMBER,
                2,
                Claim.aboutRefund("Why?", Samples.cny("22.00")),
                state,
                answered ? null : new Dispute.Turn(Who.SUPPORT, Instant.parse("2017-05-15T10:00:00Z")),
                answer,
                "mia",
                decidedBy,
                answered ? Payment.PAID : Payment.NONE,
                answered ? LocalDate.parse("2017-05-19") : null,
                Instant.parse("2017-05-14T02:00:00Z"),
                answered ? Instant.parse("2017-05-14T03:00:00Z") : null);
    }

    @Test
    void aChargeIsDisputedOnBehalfOfTheCustomer() throws Exception {
        web.perform(dispute("""
                        {"about":"CHARGE","text":" Charged after\\nthe end ","amount":{"amount":"9.00","currency":"CNY"},"chargedOn":"2017-05-13"}"""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.caseNumber").value(NUMBER.value()));

        verify(disputes)
                .open(
                        NUMBER,
                        Claim.aboutCharge("Charged after\nthe end", Samples.cny("9.00"), LocalDate.parse("2017-05-13")),
                        Actor.customer("cust-7"));
    }

    @Test
    void aRefundIsDisputedWithOrWithoutAnAmount() throws Exception {
        web.perform(dispute("{\"about\":\"REFUND\",\"text\":\"Why?\"}")).andExpect(status().isOk());
        web.perform(
                        dispute(
                                "{\"about\":\"REFUND\",\"text\":\"Why?\",\"amount\":{\"amount\":\"5.00\",\"currency\":\"CNY\"}}"))
                .andExpect(status().isOk());

        verify(disputes).open(eq(NUMBER), eq(Claim.aboutRefund("Why?", null)), any());
        verify(disputes).open(eq(NUMBER), eq(Claim.aboutRefund("Why?", Samples.cny("5.00"))), any());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                        | 422 | /about            | missing",
                "{'about':'REFUND'}                                        | 422 | /text             | missing",
                "{'about':'REFUND','text':' '}                             | 422 | /text             | blank",
                "{'about':'MONEY','text':'x'}                              | 422 | /about            | unknown-value",
                "{'about':'CHARGE','text':'x','chargedOn':'2017-05-13'}    | 422 | /amount           | missing",
                "{'about':'CHARGE','text':'x','amount':{'amount':'1.00','currency':'CNY'}} | 422 | /chargedOn | missing",
                "{'about':'REFUND','text':'x','chargedOn':'2017-05-13'}    | 422 | /chargedOn        | only-with-a-charge",
                "{'about':'REFUND','text':'x','amount':{'amount':'0.00','currency':'CNY'}}  | 422 | /amount/amount | not-positive",
                "{'about':'REFUND','text':'x','amount':{'amount':'-1.00','currency':'CNY'}} | 422 | /amount/amount | negative",
                "{'about':'REFUND','text':'x','amount':{'amount':'1.001','currency':'CNY'}} | 422 | /amount/amount | bad-amount",
                "{'about':'CHARGE','text':'x','chargedOn':'2017-02-30'}    | 422 | /chargedOn        | bad-date",
                "{'about':'REFUND','text':'x','more':1}                    | 422 | /more             | unknown-field",
                "{'about':'REFUND','text':7}                               | 400 | /text             | wrong-type",
                "{'about':'REFUND','text':'x','amount':5}                  | 400 | /amount           | wrong-type"
            })
    void whatIsWrongIsTold(String body, int status, String pointer, String code) throws Exception {
        web.perform(dispute(body.replace('\'', '"')))
                .andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(
                        jsonPath("$.errors[?(@.pointer == '%s')].code", pointer).value(code));
        verify(disputes, never()).open(any(), any(), any());
    }

    @Test
    void aTextHasAnEnd() throws Exception {
        web.perform(dispute("{\"about\":\"REFUND\",\"text\":\"" + "x".repeat(4001) + "\"}"))
                .andExpect(jsonPath("$.errors[0].code").value("too-long"));
    }

    @Test
    void aKeyIsNeeded() throws Exception {
        web.perform(post(CASE + "/dispute")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"about\":\"REFUND\",\"text\":\"x\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value("/problems/idempotency-key-missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN_ALREADY,     dispute-open,       Dispute not answered yet,     异议尚未答复",
        "ANSWERED_ALREADY, dispute-answered,   Answered already,             已经答复",
        "NOTHING_DECIDED,  nothing-to-dispute, No refund decision to dispute, 尚无可提出异议的退款决定",
        "TOO_LATE,         dispute-too-late,   Too late to dispute,          已超过异议期限"
    })
    void whatIsInTheWayIsToldInTheCallersLanguage(Why why, String slug, String english, String chinese)
            throws Exception {
        DisputeRefused refused = mock();
        given(refused.why()).willReturn(why);
        given(refused.state()).willReturn(State.WITH_SUPPORT);
        given(disputes.open(any(), any(), any())).willThrow(refused);

        web.perform(dispute("{\"about\":\"REFUND\",\"text\":\"x\"}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("/problems/" + slug))
                .andExpect(jsonPath("$.title").value(english));
        web.perform(dispute("{\"about\":\"REFUND\",\"text\":\"x\"}").header("Accept-Language", "zh-CN"))
                .andExpect(header().string("Content-Language", "zh-CN"))
                .andExpect(jsonPath("$.title").value(chinese));
        web.perform(get("/problems/" + slug)).andExpect(status().isOk());
    }

    @Test
    void theOpenDisputeInTheWaySaysWhereItStands() throws Exception {
        DisputeRefused refused = mock();
        given(refused.why()).willReturn(Why.OPEN_ALREADY);
        given(refused.state()).willReturn(State.WITH_SUPERVISOR);
        given(disputes.open(any(), any(), any())).willThrow(refused);

        web.perform(dispute("{\"about\":\"REFUND\",\"text\":\"x\"}"))
                .andExpect(jsonPath("$.disputeState").value("WITH_SUPERVISOR"));
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER_CURRENCY,        /amount/currency, other-currency",
        "CHARGED_IN_THE_FUTURE, /chargedOn,       in-the-future"
    })
    void whatOnlyTheCaseCanTellToBeWrongIsToldAsAFieldToo(Why why, String pointer, String code) throws Exception {
        DisputeRefused refused = mock();
        given(refused.why()).willReturn(why);
        given(disputes.open(any(), any(), any())).willThrow(refused);

        web.perform(dispute("{\"about\":\"REFUND\",\"text\":\"x\"}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errors[0].pointer").value(pointer))
                .andExpect(jsonPath("$.errors[0].code").value(code));
    }

    @Test
    void aProposalIsNotShown() throws Exception {
        Answer proposal = new Answer(Answer.Outcome.PARTLY, Samples.cny("5.00"), "Used", null);
        given(disputes.latest(NUMBER)).willReturn(Optional.of(stored(State.WITH_SUPPORT, proposal, null)));

        web.perform(get(CASE)).andExpect(content().json("""
                        {"dispute":{"number":2,"state":"WITH_SUPPORT","about":"REFUND","claimed":{"amount":"22.00","currency":"CNY"},
                         "chargedOn":null,"granted":null,"answer":null,"payment":"NONE","eta":null,"authority":null,
                         "awaiting":{"who":"SUPPORT","until":"2017-05-15T10:00:00Z"},
                         "receivedAt":"2017-05-14T02:00:00Z","answeredAt":null}}""", JsonCompareMode.LENIENT));
    }

    @Test
    void anAnswerIsShownWithWhereToComplain() throws Exception {
        Answer answer = new Answer(Answer.Outcome.PARTLY, Samples.cny("5.00"), "Used", null);
        given(disputes.latest(NUMBER)).willReturn(Optional.of(stored(State.ANSWERED, answer, "sue")));
        given(disputes.authority(NUMBER)).willReturn(Optional.of("12315"));

        web.perform(get(CASE)).andExpect(content().json("""
                        {"dispute":{"number":2,"state":"ANSWERED","about":"REFUND","claimed":{"amount":"22.00","currency":"CNY"},
                         "chargedOn":null,"granted":{"amount":"5.00","currency":"CNY"},
                         "answer":{"outcome":"PARTLY","reason":"Used","legalBasis":null},"payment":"PAID","eta":"2017-05-19",
                         "authority":"12315","awaiting":null,
                         "receivedAt":"2017-05-14T02:00:00Z","answeredAt":"2017-05-14T03:00:00Z"}}""", JsonCompareMode.LENIENT));
    }

    @Test
    void theLinkIsThereWhenSomethingCanBeDisputed() throws Exception {
        web.perform(get(CASE)).andExpect(jsonPath("$.links.dispute").doesNotExist());

        given(disputes.possible(any())).willReturn(Set.of(Claim.About.CHARGE));
        web.perform(get(CASE)).andExpect(jsonPath("$.links.dispute").value(CASE + "/dispute"));
    }
}
