package io.fairwell.desk;

import static io.fairwell.desk.Samples.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseMessage;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.identity.CheckResult;
import io.fairwell.identity.ResendsUsedUp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockMultipartFile;

class CustomerPageTest extends PageTest {

    private static final String PATH = "/my/" + TOKEN;
    private static final Actor CUSTOMER = Actor.customer("cust-7");

    private static final CancellationCase WAITS_FOR_CODE = Samples.at(CaseStatus.VERIFYING)
            .awaiting(Who.CUSTOMER, What.ENTER_CODE)
            .renewal(RenewalState.ON)
            .done();
    private static final CancellationCase WAITS_FOR_INFORMATION = Samples.at(CaseStatus.IN_REVIEW)
            .awaiting(Who.CUSTOMER, What.PROVIDE_INFORMATION)
            .done();
    private static final CancellationCase SCHEDULED_WITH_OFFER = Samples.at(CaseStatus.SCHEDULED)
            .awaiting(Who.TIME, What.EFFECTIVE_DATE)
            .offer(Samples.offer(Offer.State.OPEN))
            .refund(Samples.refund(Refund.State.APPROVED))
            .done();

    private static List<String> actionsIn(String html) {
        return Stream.of(
                        "/code", "/code/resend", "/information", "/offer", "/confirmation", "/elsewhere", "/withdrawal")
                .filter(action -> html.contains("\"" + PATH + action + "\""))
                .toList();
    }

    @Test
    void tellsWhereItStandsInPlainWords() throws Exception {
        given(SCHEDULED_WITH_OFFER);
        assertThat(page("my-scheduled", 200, get(PATH).header("Accept-Language", "zh-CN")))
                .contains(
                        "lang=\"en\"", "Your cancellation is set", "Renewal is on hold", "May 14, 2017 is the last day")
                .contains(
                        "CN¥22.00, paid when the cancellation takes effect",
                        "May 17, 2017 to May 19, 2017",
                        "108.00 × 8 ÷ 12",
                        "1200 points are lost")
                .contains("20 % off for 3 billing periods", "No thanks, go on cancelling", "Accept and stay")
                .contains("terms#retail-annual", "version 3", "Civil Code art. 496");
    }

    @Test
    void speaksTheLanguageOfTheCase() throws Exception {
        given(Samples.at(CaseStatus.COMPLETED)
                .locale("zh-CN")
                .renewal(RenewalState.OFF)
                .refund(Samples.refund(Refund.State.PAID))
                .done());
        assertThat(page("my-completed-zh", 200, get(PATH).header("Accept-Language", "en")))
                .contains("lang=\"zh-CN\"", "退订已完成", "自动续费已关闭", "¥22.00，已支付", "购物会员");
    }

    @ParameterizedTest
    @EnumSource(CaseStatus.class)
    void everyStatusHasWords(CaseStatus status) throws Exception {
        for (String locale : List.of("en", "zh-CN")) {
            for (Refund.State refund : Refund.State.values()) {
                given(Samples.at(status)
                        .locale(locale)
                        .refund(Samples.refund(refund))
                        .done());
                String html = page("my-" + status + "-" + locale, 200, get(PATH));
                assertThat(actionsIn(html).contains("/withdrawal")).isEqualTo(status.isUndoable());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(What.class)
    void everythingAwaitedHasWords(What what) throws Exception {
        given(Samples.at(CaseStatus.IN_REVIEW).awaiting(Who.CUSTOMER, what).done());
        page("my-awaiting-" + what, 200, get(PATH));
    }

    @Test
    void showsOnlyWhatCanBeDoneNow() throws Exception {
        given(WAITS_FOR_CODE);
        assertThat(actionsIn(page("my-code", 200, get(PATH)))).containsExactly("/code", "/code/resend", "/withdrawal");
        given(Samples.at(CaseStatus.VERIFYING)
                .method(IdentityMethod.CARD)
                .awaiting(Who.CUSTOMER, What.ENTER_CODE)
                .done());
        assertThat(actionsIn(page("my-card", 200, get(PATH)))).containsExactly("/code", "/withdrawal");
        given(WAITS_FOR_INFORMATION);
        assertThat(actionsIn(page("my-information", 200, get(PATH)))).containsExactly("/information", "/withdrawal");
        given(SCHEDULED_WITH_OFFER);
        assertThat(actionsIn(page("my-offer", 200, get(PATH)))).containsExactly("/offer", "/withdrawal");
        given(Samples.at(CaseStatus.AWAITING_CONFIRMATION)
                .draft()
                .awaiting(Who.CUSTOMER, What.CONFIRM)
                .done());
        assertThat(actionsIn(page("my-confirm", 200, get(PATH)))).containsExactly("/confirmation", "/withdrawal");
        given(Samples.at(CaseStatus.OFFERED)
                .draft()
                .awaiting(Who.SUPPORT, What.TALK_TO_CUSTOMER)
                .done());
        assertThat(actionsIn(page("my-held-up", 200, get(PATH)))).containsExactly("/confirmation", "/withdrawal");
        given(Samples.at(CaseStatus.CUSTOMER_ACTION_NEEDED)
                .awaiting(Who.CUSTOMER, What.CONFIRM_ELSEWHERE)
                .done());
        assertThat(actionsIn(page("my-elsewhere", 200, get(PATH)))).containsExactly("/elsewhere");
        given(Samples.at(CaseStatus.EXECUTING)
                .offer(Samples.offer(Offer.State.OPEN))
                .done());
        assertThat(actionsIn(page("my-executing", 200, get(PATH)))).isEmpty();
    }

    @Test
    void anOfferIsDeclinedInOneStepWithAButtonLikeTheOther() throws Exception {
        given(SCHEDULED_WITH_OFFER);
        String html = page("my-offer", 200, get(PATH));
        assertThat(html)
                .containsSubsequence(
                        "class=\"choice\" name=\"decision\" value=\"DECLINE\"",
                        "class=\"choice\" name=\"decision\" value=\"ACCEPT\"");
        mvc.perform(post(PATH + "/offer").param("decision", "DECLINE").with(csrf()))
                .andExpect(redirectedUrl(PATH))
                .andExpect(flash().attribute("said", "my.said.declined"));
        verify(cancellations).decideOffer(NUMBER, false, CUSTOMER);
        mvc.perform(post(PATH + "/offer").param("decision", "ACCEPT").with(csrf()));
        verify(cancellations).decideOffer(NUMBER, true, CUSTOMER);
    }

    @Test
    void silenceOrNonsenseNeverAccepts() throws Exception {
        given(SCHEDULED_WITH_OFFER);
        page(
                "my-offer-undecided",
                422,
                post(PATH + "/offer").param("decision", "accept").with(csrf()));
        page("my-offer-empty", 422, post(PATH + "/offer").with(csrf()));
        verifyNoInteractions(cancellations);
    }

    @Test
    void entersACode() throws Exception {
        given(WAITS_FOR_CODE);
        mvc.perform(post(PATH + "/code").param("code", " 123 456 ").with(csrf()))
                .andExpect(redirectedUrl(PATH));
        verify(verification).enter(NUMBER, "123456", CUSTOMER);
    }

    @Test
    void aMalformedCodeIsNotCounted() throws Exception {
        given(WAITS_FOR_CODE);
        assertThat(page(
                        "my-code-malformed",
                        422,
                        post(PATH + "/code").param("code", "12a456").with(csrf())))
                .contains("A code has six digits");
    }

    @ParameterizedTest
    @CsvSource({"WRONG,3,3 attempts are left", "WRONG,1,One attempt is left", "EXPIRED,2,That code is too old"})
    void tellsWhatBecameOfTheCode(CheckResult last, int left, String words) throws Exception {
        given(WAITS_FOR_CODE);
        when(verification.lastResult(NUMBER)).thenReturn(Optional.of(last));
        when(verification.attemptsLeft(NUMBER)).thenReturn(left);
        assertThat(page("my-code-wrong", 200, get(PATH))).contains(words);
    }

    @Test
    void sendsAnotherCodeUntilThereIsNone() throws Exception {
        given(WAITS_FOR_CODE);
        mvc.perform(post(PATH + "/code/resend").with(csrf())).andExpect(flash().attribute("said", "my.said.resent"));
        verify(verification).resend(NUMBER, CUSTOMER);
        doThrow(mock(ResendsUsedUp.class)).when(verification).resend(any(), any());
        assertThat(page("my-code-no-more", 422, post(PATH + "/code/resend").with(csrf())))
                .contains("No more codes can be sent");
    }

    @Test
    void answersAQuestionWithWordsAndDocuments() throws Exception {
        given(WAITS_FOR_INFORMATION);
        when(files.messages(NUMBER))
                .thenReturn(List.of(new CaseMessage(
                        1,
                        CaseMessage.Direction.TO_CUSTOMER,
                        Actor.agent("agent"),
                        Samples.NOW,
                        "Which <month>?",
                        null,
                        null)));
        assertThat(page("my-information", 200, get(PATH))).contains("Which &lt;month&gt;?");
        mvc.perform(multipart(PATH + "/information")
                        .file(pdf("../../bill.pdf"))
                        .param("text", " April ")
                        .with(csrf()))
                .andExpect(redirectedUrl(PATH));
        verify(cancellations)
                .provideInformation(
                        eq(NUMBER),
                        eq("April"),
                        argThat(documents -> documents.size() == 1
                                && documents.get(0).fileName().equals("bill.pdf")
                                && documents.get(0).mediaType().equals("application/pdf")),
                        eq(CUSTOMER));
    }

    private static MockMultipartFile pdf(String name) {
        return new MockMultipartFile("documents", name, "text/html", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void refusesOtherKindsOfFilesAndKeepsWhatWasTyped() throws Exception {
        given(WAITS_FOR_INFORMATION);
        MockMultipartFile html = new MockMultipartFile(
                "documents", "x.pdf", "application/pdf", "<script>".getBytes(StandardCharsets.US_ASCII));
        assertThat(page(
                        "my-information-kind",
                        422,
                        multipart(PATH + "/information")
                                .file(html)
                                .param("text", "<b>April</b>")
                                .with(csrf())))
                .contains("neither PDF, JPEG nor PNG", "&lt;b&gt;April&lt;/b&gt;</textarea>");
        assertThat(page(
                        "my-information-empty",
                        422,
                        multipart(PATH + "/information").with(csrf())))
                .contains("Please write something");
        verifyNoInteractions(cancellations);
    }

    @Test
    void confirmsWithdrawsAndTellsThatItIsCancelledElsewhere() throws Exception {
        given(SCHEDULED_WITH_OFFER);
        assertThat(page("my-withdrawal", 200, get(PATH + "/withdrawal")))
                .contains("Take it back, keep the subscription", "No, go on cancelling");
        mvc.perform(post(PATH + "/withdrawal").with(csrf())).andExpect(redirectedUrl(PATH));
        verify(cancellations).withdraw(NUMBER, CUSTOMER);
        mvc.perform(post(PATH + "/confirmation").with(csrf())).andExpect(redirectedUrl(PATH));
        verify(cancellations).confirm(NUMBER, CUSTOMER);
        mvc.perform(post(PATH + "/elsewhere").with(csrf())).andExpect(redirectedUrl(PATH));
        verify(cancellations).confirmElsewhere(NUMBER, CUSTOMER);
    }

    @Test
    void saysInPlaceWhatIsNotPossibleAnyMore() throws Exception {
        CancellationCase executing = Samples.at(CaseStatus.EXECUTING).done();
        given(executing);
        Throwable tooLate =
                catchThrowable(() -> executing.withdrawn(CaseEvent.Kind.WITHDRAWAL_REQUESTED, CUSTOMER, Samples.NOW));
        when(cancellations.withdraw(any(), any())).thenThrow(tooLate);
        when(cancellations.decideOffer(any(), anyBoolean(), any())).thenThrow(tooLate);
        assertThat(page("my-too-late", 409, post(PATH + "/withdrawal").with(csrf())))
                .contains("This is not possible now", "is being carried out");
        page(
                "my-too-late-offer",
                409,
                post(PATH + "/offer").param("decision", "DECLINE").with(csrf()));
    }

    @Test
    void tellsWhyTheRefundIsLess() throws Exception {
        given(Samples.at(CaseStatus.SCHEDULED)
                .refund(new Refund(
                        Refund.State.REJECTED,
                        Samples.yuan("22.00"),
                        Samples.yuan("0.00"),
                        null,
                        "agent",
                        "supervisor",
                        "Used <fully>",
                        "Terms 4.2",
                        null))
                .done());
        assertThat(page("my-refund-refused", 200, get(PATH)))
                .contains("We first told you CN¥22.00", "Used &lt;fully&gt;", "Terms 4.2", "Nothing is paid back");
    }

    @Test
    void givesAReceipt() throws Exception {
        given(SCHEDULED_WITH_OFFER);
        assertThat(page("my-receipt", 200, get(PATH + "/receipt")))
                .contains(NUMBER.value(), "May 14, 2017", "CN¥22.00")
                .doesNotContain("<form");
    }

    @Test
    void keepsTheAddressPrivate() throws Exception {
        given(WAITS_FOR_CODE);
        for (String path : List.of(PATH, PATH + "/receipt", "/my/unknown")) {
            mvc.perform(get(path))
                    .andExpect(header().string("Referrer-Policy", "no-referrer"))
                    .andExpect(header().string("Cache-Control", "no-store"))
                    .andExpect(header().string("X-Robots-Tag", "noindex, nofollow"));
        }
    }

    @Test
    void badLinksLeadNowhere() throws Exception {
        assertThat(page("my-unknown", 404, get("/my/unknown"))).contains("This link leads nowhere");
        assertThat(page(
                        "my-unknown-zh",
                        404,
                        post("/my/unknown/withdrawal").with(csrf()).header("Accept-Language", "zh")))
                .contains("该链接无效");
        verifyNoInteractions(cancellations);
    }
}
