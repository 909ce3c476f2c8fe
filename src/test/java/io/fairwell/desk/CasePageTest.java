package io.fairwell.desk;

import static io.fairwell.desk.Samples.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseFile;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.Refund;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.LetterLog;
import io.fairwell.terms.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CasePageTest extends PageTest {

    private static final String HOSTILE = "<script>alert(1)</script> \"too\" much & more";
    private static final String PATH = "/desk/cases/" + NUMBER;

    private static CancellationCase inReview() {
        return Samples.at(CaseStatus.IN_REVIEW)
                .awaiting(Awaiting.Who.SUPERVISOR, Awaiting.What.APPROVE_REFUND)
                .offer(Samples.offer(Offer.State.DECLINED))
                .refund(new Refund(
                        Refund.State.PENDING_APPROVAL,
                        Samples.yuan("22.00"),
                        Samples.yuan("30.00"),
                        null,
                        "agent",
                        null,
                        "Charged twice in April",
                        null,
                        null))
                .done();
    }

    private void everythingIsThere() {
        given(inReview());
        when(files.get(NUMBER))
                .thenReturn(
                        new CaseFile(new Contact("li@example.org", "+8613800138000", HOSTILE), HOSTILE, null, "ref-9"));
        when(files.messages(NUMBER))
                .thenReturn(List.of(
                        message(1, CaseMessage.Direction.TO_CUSTOMER, Actor.agent("agent"), "Which month?", null),
                        message(2, CaseMessage.Direction.FROM_CUSTOMER, Actor.customer("cust-7"), HOSTILE, null),
                        message(3, CaseMessage.Direction.FROM_CUSTOMER, Actor.customer("cust-7"), "", "bill <1>.pdf"),
                        message(4, CaseMessage.Direction.INTERNAL, Actor.agent("agent"), "Looks right.", null)));
        when(decisions.all(NUMBER))
                .thenReturn(List.of(
                        new Decision(
                                "terms", 3, "retail-annual", Map.of("refundMethod", "MONTHS", "fixedFee", "50.00")),
                        new Decision("regulation", 1, "cn-default", Map.of("legalBasis", "law"))));
        when(letters.of(NUMBER))
                .thenReturn(List.of(
                        letter(LetterKind.RECEIPT, "SENT", null), letter(LetterKind.OFFER, "PARKED", "SMTP_451")));
        when(cases.timeline(NUMBER))
                .thenReturn(List.of(
                        new CaseEvent(
                                CaseEvent.Kind.RECEIVED,
                                Actor.client("demo-upstream"),
                                Samples.DECLARED,
                                Map.of("channel", "WEB", "draft", "false")),
                        new CaseEvent(
                                CaseEvent.Kind.QUOTE_CHANGED,
                                Actor.SYSTEM,
                                Samples.NOW,
                                Map.of("refund", "CNY 22.00", "before", "CNY 30.00")),
                        new CaseEvent(
                                CaseEvent.Kind.TECHNICAL_FAILURE,
                                Actor.SYSTEM,
                                Samples.NOW,
                                Map.of("activity", "Task_RevokeMandate")),
                        new CaseEvent(
                                CaseEvent.Kind.ESCALATED, Actor.SYSTEM, Samples.NOW, Map.of("task", "Task_AskTheMoon")),
                        new CaseEvent(CaseEvent.Kind.RENEWAL_ON_HOLD, Actor.SYSTEM, Samples.DECLARED, Map.of()),
                        new CaseEvent(
                                CaseEvent.Kind.REFUND_PREPARED,
                                Actor.agent("agent"),
                                Samples.NOW,
                                Map.of("amount", "CNY 30.00", "unheardOf", "x"))));
    }

    private static CaseMessage message(long id, CaseMessage.Direction way, Actor by, String text, String file) {
        return new CaseMessage(id, way, by, Samples.NOW, text, file, file == null ? null : "application/pdf");
    }

    private static LetterLog.Entry letter(LetterKind kind, String state, String error) {
        return new LetterLog.Entry(1, kind, "EMAIL", state, Samples.DECLARED, Samples.DECLARED, 1, error);
    }

    @Test
    void tellsEverythingInEnglish() throws Exception {
        everythingIsThere();
        String html = page("case-en", 200, get(PATH).header("Accept-Language", "en-GB"));
        assertThat(html)
                .contains(
                        "lang=\"en\"", NUMBER.value(), "In review", "Supervisor: approve refund", "declared 3 days ago")
                .contains("li@example.org", "ref-9", "Too expensive", "at once")
                .contains("Verified", "One-time code", "Saw the papers")
                .contains("Shop Plus (2017_PLUS)", "622588XXXXXX1234", "sub-acc-1", "1,200 (usable)", "On hold")
                .contains(
                        "108.00 × 8 ÷ 12",
                        "terms#retail-annual",
                        "version 3",
                        "Civil Code art. 496",
                        "1200 points are lost")
                .contains("CN¥72.00", "-CN¥50.00", "CN¥22.00", "CN¥30.00", "Charged twice in April")
                .contains(
                        "review.adjusted.because[22.00, Charged twice in April]", "review-routing#", "As it was quoted")
                .contains("20 % off for 3 billing periods", "Declined")
                .contains("refundMethod = MONTHS", "cn-default")
                .contains("Which month?", "Looks right.", PATH + "/documents/3")
                .contains("SMTP_451", "not delivered")
                .contains("Renewal put on hold", "Support · agent", "Upstream · demo-upstream", "unheardOf: x")
                .contains("before: CN¥30.00", "refund: CN¥22.00", "step: Revoke mandate", "task: Ask the moon")
                .contains("channel: Web")
                .doesNotContain("draft", "CNY 22.00", "Task_")
                .contains("Stop the case", "name=\"_csrf\"");
    }

    @Test
    void tellsEverythingInChinese() throws Exception {
        everythingIsThere();
        assertThat(page("case-zh", 200, get(PATH).header("Accept-Language", "zh-CN,zh;q=0.9")))
                .contains("lang=\"zh-CN\"", "审核中", "主管：复核退款", "购物会员 (2017_PLUS)", "¥22.00", "2017年5月14日")
                .contains("1200 积分将清零", "自动续费已暂停", "停止工单")
                .contains("此前：¥30.00", "步骤：解除代扣协议", "渠道：网页");
    }

    @Test
    void leadsFromOneRequestToTheOtherAndShowsBothStatements() throws Exception {
        CancellationCase shown = Samples.at(CaseStatus.WITHDRAWN)
                .terms(Samples.termsAfterUse("30.00"))
                .supersededBy(Samples.NEWER)
                .done();
        given(shown);
        when(quotes.shownBefore(shown)).thenReturn(Optional.of(Samples.quote()));
        assertThat(page("case-superseded", 200, get(PATH)))
                .contains("Replaced by", "href=\"/desk/cases/" + Samples.NEWER + "\"")
                .contains("Shown to the customer before", "CN¥30.00", "How we worked it out before");
    }

    @Test
    void escapesWhatCustomersWrite() throws Exception {
        everythingIsThere();
        assertThat(page("case-hostile", 200, get(PATH)))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "bill &lt;1&gt;.pdf")
                .doesNotContain("<script");
    }

    @Test
    void knowsNothingYetAndSaysSo() throws Exception {
        CancellationCase declared = Samples.at(CaseStatus.RECEIVED).done();
        given(declared);
        when(quotes.get(any(), any())).thenReturn(Optional.empty());
        when(subscriptions.find(any(), any())).thenReturn(Optional.empty());
        assertThat(page("case-new", 200, get(PATH)))
                .contains("Nothing has been quoted yet", "not known any more", "Nothing has been sent yet");
    }

    @ParameterizedTest
    @EnumSource(CaseStatus.class)
    void offersToStopOnlyWhatCanBeUndone(CaseStatus status) throws Exception {
        given(Samples.at(status).done());
        assertThat(page("case-" + status, 200, get(PATH)).contains(PATH + "/stop"))
                .isEqualTo(status.isUndoable());
    }

    @Test
    void auditorsOnlyLook() throws Exception {
        given(inReview());
        when(person.groups()).thenReturn(Set.of("auditors"));
        assertThat(page("case-auditor", 200, get(PATH))).doesNotContain(PATH + "/stop");
        page("case-auditor-stop", 403, post(PATH + "/stop").param("reason", "x").with(csrf()));
        verify(cancellations, never()).stop(any(), any(), any());
    }

    @Test
    void stopsWithAReason() throws Exception {
        given(inReview());
        mvc.perform(post(PATH + "/stop").param("reason", "Opened twice").with(csrf()))
                .andExpect(redirectedUrl(PATH))
                .andExpect(flash().attribute("said", "stop.done"));
        verify(cancellations).stop(NUMBER, "Opened twice", Actor.agent("agent"));
    }

    @Test
    void stoppingNeedsTheFormsToken() throws Exception {
        given(inReview());
        mvc.perform(post(PATH + "/stop").param("reason", "Opened twice")).andExpect(status().isForbidden());
        verify(cancellations, never()).stop(any(), any(), any());
    }

    @Test
    void asksForTheReasonInPlace() throws Exception {
        given(inReview());
        when(cancellations.stop(any(), any(), any()))
                .thenThrow(new DecisionRefused(DecisionRefused.Why.REASON_MISSING, ""));
        assertThat(page(
                        "case-no-reason",
                        422,
                        post(PATH + "/stop").param("reason", " ").with(csrf())))
                .contains("Please give a reason", "<details open");
    }

    @Test
    void saysWhenItIsTooLateToStop() throws Exception {
        CancellationCase executing = Samples.at(CaseStatus.EXECUTING).done();
        given(executing);
        Throwable tooLate = catchThrowable(
                () -> executing.withdrawn(CaseEvent.Kind.STOPPED_BY_SUPPORT, Actor.agent("agent"), Samples.NOW));
        when(cancellations.stop(any(), any(), any())).thenThrow(tooLate);
        assertThat(page(
                        "case-too-late",
                        409,
                        post(PATH + "/stop").param("reason", "x").with(csrf())))
                .contains("Too late")
                .doesNotContain(PATH + "/stop");
    }

    @Test
    void documentsAreSavedAndNeverShown() throws Exception {
        given(inReview());
        when(files.document(NUMBER, 3))
                .thenReturn(Optional.of(new CaseFiles.Document("账单.html", "text/html", new byte[] {60, 62})));
        mvc.perform(get(PATH + "/documents/3"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", org.hamcrest.Matchers.startsWith("attachment;")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Content-Security-Policy", org.hamcrest.Matchers.containsString("sandbox")))
                .andExpect(content().bytes(new byte[] {60, 62}));
        page("document-unknown", 404, get(PATH + "/documents/4"));
    }

    @Test
    void mayBeShownBesideATaskAndNowhereElse() throws Exception {
        given(inReview());
        mvc.perform(get(PATH))
                .andExpect(header().string(
                                "Content-Security-Policy",
                                org.hamcrest.Matchers.containsString("frame-ancestors 'self'")))
                .andExpect(header().string("Cache-Control", "no-store"));
    }

    @Test
    void unknownAndMalformedNumbersAreNotFound() throws Exception {
        assertThat(page("case-unknown", 404, get("/desk/cases/FW-20170514-AAAAAA")))
                .contains("There is no case with this number");
        assertThat(page("case-malformed", 404, get("/desk/cases/<b>").header("Accept-Language", "zh-CN")))
                .contains("没有该编号的工单");
    }
}
