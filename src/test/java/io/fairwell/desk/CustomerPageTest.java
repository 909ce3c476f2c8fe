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
import io.fairwell.terms.Decision;
import io.fairwell.terms.NextCharge;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
                        "/code",
                        "/code/resend",
                        "/information",
                        "/offer",
                        "/confirmation",
                        "/rights-moved",
                        "/elsewhere",
                        "/withdrawal")
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

    @ParameterizedTest
    @CsvSource({
        "en, CN¥18.00, of which compensation, Refund and compensation, version 7",
        "zh-CN, ¥18.00, 其中赔偿, 退款与赔偿合计, 版本 7"
    })
    void tellsOfCompensation(String locale, String amount, String part, String total, String version) throws Exception {
        when(decisions.latest(Samples.NUMBER, "review-routing"))
                .thenReturn(Optional.of(new Decision("review-routing", 7, "claim", Map.of())));
        given(Samples.at(CaseStatus.COMPLETED)
                .locale(locale)
                .refund(new Refund(
                        Refund.State.PAID,
                        Samples.yuan("22.00"),
                        Samples.yuan("40.00"),
                        Samples.yuan("18.00"),
                        "agent",
                        "supervisor",
                        "never <delivered>",
                        null,
                        null))
                .done());
        for (String path : List.of(PATH, PATH + "/receipt")) {
            assertThat(page("my-compensated", 200, get(path)))
                    .contains(amount, part, total, version, "review-routing#claim", "never &lt;delivered&gt;");
        }
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
    void theAccountOwnerSaysThatTheRightsAreMoved() throws Exception {
        for (What what : List.of(What.MOVE_RIGHTS, What.FOLLOW_UP_RIGHTS)) {
            given(Samples.at(CaseStatus.SCHEDULED).awaiting(Who.CUSTOMER, what).done());
            String html = page("my-rights-" + what, 200, get(PATH));
            assertThat(html)
                    .contains("These accounts belong to your plan: sub-acc-1", "I have moved the rights")
                    .contains("the data and rights of the other accounts have to be moved")
                    .doesNotContain("You need do nothing more");
            assertThat(actionsIn(html)).containsExactly("/rights-moved", "/withdrawal");
        }
        given(Samples.at(CaseStatus.SCHEDULED)
                .locale("zh-CN")
                .awaiting(Who.CUSTOMER, What.MOVE_RIGHTS)
                .done());
        assertThat(page("my-rights-zh", 200, get(PATH))).contains("您的套餐包含这些子账号：sub-acc-1", "我已转移权限", "等待您转移成员的数据和权限");
        mvc.perform(post(PATH + "/rights-moved").with(csrf()))
                .andExpect(redirectedUrl(PATH))
                .andExpect(flash().attribute("said", "my.said.rights"));
        verify(cancellations).rightsMoved(NUMBER, CUSTOMER);
    }

    @ParameterizedTest
    @CsvSource({
        "PARTNER, 'At the bank, phone company or other partner', 在赠送或提供购物会员的银行",
        "RESELLER, Contact the seller first, 请先联系销售商",
        "STORE, Google Play, 苹果 App Store"
    })
    void tellsExactlyWhatIsLeftToDoElsewhere(String where, String english, String chinese) throws Exception {
        given(Samples.at(CaseStatus.CUSTOMER_ACTION_NEEDED)
                .terms(Samples.termsAt(where))
                .awaiting(Who.CUSTOMER, What.CONFIRM_ELSEWHERE)
                .done());
        assertThat(page("my-elsewhere-" + where, 200, get(PATH)))
                .contains(english, "<ol>", "What we have stopped here already", "Automatic renewal with us is on hold")
                .contains("the next charge there is due on 15 January 2018 (CNY 108.00)", "It is cancelled there")
                .contains("Renewal with us is on hold.")
                .doesNotContain("Nothing is charged meanwhile");
        given(Samples.at(CaseStatus.CUSTOMER_ACTION_NEEDED)
                .locale("zh-CN")
                .terms(Samples.termsAt(where))
                .awaiting(Who.CUSTOMER, What.CONFIRM_ELSEWHERE)
                .done());
        assertThat(page("my-elsewhere-zh-" + where, 200, get(PATH)))
                .contains(chinese, "2018年1月15日（人民币 108.00 元）", "我已在购买处取消");
    }

    @Test
    void saysThatTheServiceRunsOnAfterItWasCancelledElsewhere() throws Exception {
        given(Samples.at(CaseStatus.EXECUTING)
                .awaiting(Who.TIME, What.EFFECTIVE_DATE)
                .done());
        assertThat(page("my-elsewhere-done", 200, get(PATH))).contains("runs until the date below");
    }

    @Test
    void tellsWhatBecameOfTheGoods() throws Exception {
        given(Samples.at(CaseStatus.EXECUTING)
                .awaiting(Who.CUSTOMER, What.RETURN_GOODS)
                .done());
        CaseEvent awaited = new CaseEvent(CaseEvent.Kind.RETURN_AWAITED, Actor.SYSTEM, Samples.DECLARED, Map.of());
        when(cases.timeline(NUMBER)).thenReturn(List.of(awaited));
        assertThat(page("my-return", 200, get(PATH)))
                .contains("Send the goods back", "It has to arrive by May 18, 2017", "is not paid", "not here yet");
        given(Samples.at(CaseStatus.COMPLETED).done());
        assertThat(page("my-return-missing", 200, get(PATH)))
                .contains("did not arrive in time")
                .doesNotContain("Send the goods back");
        when(cases.timeline(NUMBER))
                .thenReturn(List.of(
                        awaited, new CaseEvent(CaseEvent.Kind.RETURN_RECEIVED, Actor.SYSTEM, Samples.NOW, Map.of())));
        assertThat(page("my-return-arrived", 200, get(PATH))).contains("arrived on May 17, 2017");
        given(Samples.at(CaseStatus.COMPLETED).locale("zh-CN").done());
        assertThat(page("my-return-arrived-zh", 200, get(PATH))).contains("已于 2017年5月17日");
    }

    @Test
    void showsBothAmountsAndBothStatementsWhereOwnUseMadeTheRefundSmaller() throws Exception {
        for (String locale : List.of("en", "zh-CN")) {
            CancellationCase asked = Samples.at(CaseStatus.AWAITING_CONFIRMATION)
                    .locale(locale)
                    .terms(Samples.termsAfterUse("30.00"))
                    .refund(new Refund(
                            Refund.State.APPROVED,
                            Samples.yuan("30.00"),
                            Samples.yuan("22.00"),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null))
                    .awaiting(Who.CUSTOMER, What.CONFIRM)
                    .done();
            given(asked);
            when(quotes.shownBefore(asked)).thenReturn(Optional.of(Samples.quote()));
            String html = page("my-less-by-use-" + locale, 200, get(PATH));
            assertThat(actionsIn(html)).containsExactly("/confirmation", "/withdrawal");
            assertThat(html.split("<table class=\"statement\"", -1)).hasSize(3);
            assertThat(html)
                    .contains(
                            locale.equals("en")
                                    ? List.of(
                                            "We first told you CN¥30.00. Now it is CN¥22.00",
                                            "because you have used more of the service since",
                                            "How we worked it out before",
                                            "How it is worked out now",
                                            "or do nothing",
                                            "Confirm this refund")
                                    : List.of("最初告知的金额为 ¥30.00，现为 ¥22.00", "此前的计算方法", "现在的计算方法", "确认此退款金额"));
        }
    }

    @Test
    void saysWhatIsStillChargedAndWhy() throws Exception {
        when(quotes.get("main", "q-1"))
                .thenReturn(Optional.of(
                        Samples.quote(new NextCharge(LocalDate.parse("2017-06-15"), Samples.yuan("58.00")))));
        given(SCHEDULED_WITH_OFFER);
        assertThat(page("my-one-more", 200, get(PATH)))
                .contains(
                        "Charged before the end", "CN¥58.00 on Jun 15, 2017: your request came too late for the notice")
                .contains("Apart from the charge named here, nothing is charged meanwhile")
                .doesNotContain("Nothing is charged meanwhile");
        given(Samples.at(CaseStatus.SCHEDULED).locale("zh-CN").done());
        assertThat(page("my-one-more-zh", 200, get(PATH))).contains("终止前的扣费", "2017年6月15日 扣 ¥58.00：", "提前通知期");
    }

    @Test
    void leadsToTheNewerRequest() throws Exception {
        when(links.url(Samples.NEWER)).thenReturn("https://fairwell.example/my/newer");
        given(Samples.at(CaseStatus.WITHDRAWN).supersededBy(Samples.NEWER).done());
        assertThat(page("my-superseded", 200, get(PATH)))
                .contains("Replaced by your newer request", "still being cancelled, only earlier")
                .contains("href=\"https://fairwell.example/my/newer\"", "Go to your newer request, " + Samples.NEWER)
                .doesNotContain("goes on as before");
        given(Samples.at(CaseStatus.WITHDRAWN)
                .locale("zh-CN")
                .supersededBy(Samples.NEWER)
                .done());
        assertThat(page("my-superseded-zh", 200, get(PATH))).contains("已由您的新申请取代", "前往您的新申请 " + Samples.NEWER);
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
