package io.fairwell.desk;

import static io.fairwell.desk.Samples.NUMBER;
import static io.fairwell.desk.Samples.yuan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.dispute.Answer;
import io.fairwell.dispute.Claim;
import io.fairwell.dispute.Claim.About;
import io.fairwell.dispute.Dispute;
import io.fairwell.dispute.Dispute.Payment;
import io.fairwell.dispute.Dispute.State;
import io.fairwell.dispute.DisputeRefused;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Disputes on the page of the customer, and on that of the people who answer. */
class DisputePageTest extends PageTest {

    private static final String PATH = "/my/" + TOKEN;
    private static final String WORDS = "<b>I</b> was charged twice";

    @BeforeEach
    void completed() {
        given(Samples.at(CaseStatus.COMPLETED).done());
        when(subscriptions.get("main", "sub-1")).thenReturn(Samples.subscription());
        when(disputes.possible(any())).thenReturn(Set.of(About.REFUND, About.CHARGE));
        when(disputes.authority(any())).thenReturn(Optional.empty());
    }

    private static Dispute dispute(State state, @Nullable Answer answer, @Nullable String decidedBy, Payment payment) {
        return new Dispute(
                "main",
                NUMBER,
                1,
                Claim.aboutCharge(WORDS, yuan("25.00"), LocalDate.parse("2017-05-16")),
                state,
                state == State.WITH_SUPERVISOR ? new Dispute.Turn(Who.SUPERVISOR, Samples.NOW.plusSeconds(60)) : null,
                answer,
                "agent",
                decidedBy,
                payment,
                payment == Payment.PAID ? LocalDate.parse("2017-05-24") : null,
                Samples.DECLARED,
                state == State.ANSWERED ? Samples.NOW : null);
    }

    private static MockHttpServletRequestBuilder form(String about, String text, String amount, String chargedOn) {
        return post(PATH + "/dispute")
                .with(csrf())
                .param("about", about)
                .param("text", text)
                .param("amount", amount)
                .param("chargedOn", chargedOn);
    }

    @Test
    void aCustomerDisputesACharge() throws Exception {
        String html = page("my-dispute-form", 200, get(PATH));
        assertThat(html).contains("Is something wrong?", "value=\"REFUND\"", "value=\"CHARGE\"");

        mvc.perform(form("CHARGE", " Charged twice ", "25.00", "2017-05-16")).andExpect(redirectedUrl(PATH));

        ArgumentCaptor<Claim> claim = ArgumentCaptor.captor();
        verify(disputes).open(eq(NUMBER), claim.capture(), eq(Actor.customer("cust-7")));
        assertThat(claim.getValue())
                .isEqualTo(Claim.aboutCharge("Charged twice", yuan("25.00"), LocalDate.parse("2017-05-16")));
    }

    @Test
    void aRefundIsDisputedWithoutAnAmount() throws Exception {
        mvc.perform(form("REFUND", "Why nothing?", "", "")).andExpect(redirectedUrl(PATH));

        verify(disputes).open(NUMBER, Claim.aboutRefund("Why nothing?", null), Actor.customer("cust-7"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',     Why?, 25.00, 2017-05-16, Please choose what it is about",
        "OTHER,  Why?, 25.00, 2017-05-16, Please choose what it is about",
        "REFUND, ' ',  25.00, 2017-05-16, Please tell us what is wrong",
        "CHARGE, Why?, '',    2017-05-16, Please enter the amount that was charged",
        "CHARGE, Why?, 0,     2017-05-16, above zero",
        "CHARGE, Why?, -1,    2017-05-16, above zero",
        "CHARGE, Why?, 1.001, 2017-05-16, above zero",
        "CHARGE, Why?, 1e9,   2017-05-16, above zero",
        "CHARGE, Why?, 25.00, '',         Please enter the day",
        "CHARGE, Why?, 25.00, 2017-02-30, Please enter the day"
    })
    void whatIsMissingIsToldAndWhatWasTypedIsKept(String about, String text, String amount, String day, String told)
            throws Exception {
        String html = page("my-dispute-refused", 422, form(about, text, amount, day));

        assertThat(html).contains(told, "<details open=\"open\">");
        if (!text.isBlank()) {
            assertThat(html).contains(">" + text + "</textarea>");
        }
        verify(disputes, never()).open(any(), any(), any());
    }

    @Test
    void tooLongATextIsRefused() throws Exception {
        assertThat(page("my-dispute-long", 422, form("REFUND", "x".repeat(4001), "", "")))
                .contains("at most 4,000 characters");
    }

    @ParameterizedTest
    @EnumSource(DisputeRefused.Why.class)
    void aDisputeThatIsNotTakenOnIsExplainedInBothLanguages(DisputeRefused.Why why) throws Exception {
        DisputeRefused refused = mock();
        when(refused.why()).thenReturn(why);
        when(disputes.open(any(), any(), any())).thenThrow(refused);

        String html = page("my-dispute-" + why, 409, form("REFUND", "Why?", "", ""));

        assertThat(html).contains("<p class=\"note bad\" role=\"alert\">");
        assertThat(new Dictionary()
                        .in(java.util.Locale.CHINESE, java.time.ZoneOffset.UTC)
                        .text("my.dispute.refused." + why))
                .isNotBlank();
    }

    @Test
    void whatCannotBeDisputedIsNotOffered() throws Exception {
        when(disputes.possible(any())).thenReturn(Set.of(About.CHARGE));
        assertThat(page("my-dispute-charge", 200, get(PATH)))
                .contains("value=\"CHARGE\"", "once it is made")
                .doesNotContain("value=\"REFUND\"");

        when(disputes.possible(any())).thenReturn(Set.of());
        assertThat(page("my-dispute-none", 200, get(PATH))).doesNotContain("Is something wrong?");
    }

    @Test
    void whileItIsDecidedTheCustomerSeesWhereItStandsAndNoProposal() throws Exception {
        Answer proposal = new Answer(Answer.Outcome.PARTLY, yuan("20.00"), "five days used", null);
        when(disputes.of(NUMBER)).thenReturn(List.of(dispute(State.WITH_SUPERVISOR, proposal, null, Payment.NONE)));

        assertThat(page("my-dispute-open", 200, get(PATH)))
                .contains(
                        "With a supervisor", "A charge of CN¥25.00 on May 16, 2017", "&lt;b&gt;I&lt;/b&gt; was charged")
                .doesNotContain("five days used", "20.00", "agent");
        assertThat(page("desk-dispute-open", 200, get("/desk/cases/" + NUMBER)))
                .contains("With a supervisor", "five days used", "CN¥20.00", "Proposed by", "&lt;b&gt;I&lt;/b&gt; was")
                .doesNotContain("<b>I");
    }

    @Test
    void theAnswerStandsOnBothPagesWithWhereToComplain() throws Exception {
        Answer answer = new Answer(Answer.Outcome.REJECTED, yuan("0.00"), "It was used", "Terms 4");
        when(disputes.of(NUMBER)).thenReturn(List.of(dispute(State.ANSWERED, answer, "supervisor", Payment.NONE)));
        when(disputes.authority(NUMBER)).thenReturn(Optional.of("12315"));

        for (String path : List.of(PATH, "/desk/cases/" + NUMBER)) {
            assertThat(page("dispute-answered", 200, get(path)))
                    .contains("Not upheld", "It was used", "Terms 4", "hotline 12315", "id=\"dispute-1\"");
        }
        assertThat(page("my-dispute-answered", 200, get(PATH))).doesNotContain("Decided by");
    }

    @Test
    void grantedMoneyIsToldWithItsDayInTheLanguageOfTheCase() throws Exception {
        given(Samples.at(CaseStatus.COMPLETED).locale("zh-CN").done());
        Answer answer = new Answer(Answer.Outcome.UPHELD, yuan("25.00"), null, null);
        when(disputes.of(NUMBER)).thenReturn(List.of(dispute(State.ANSWERED, answer, "agent", Payment.PAID)));

        assertThat(page("my-dispute-zh", 200, get(PATH)))
                .contains("异议", "准予金额", "¥25.00", "2017年5月24日", "有问题？提出异议")
                .doesNotContain("12315");
    }
}
