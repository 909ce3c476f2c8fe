package io.fairwell.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.QuoteTerms;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.cancellation.Request;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.Formula;
import io.fairwell.terms.Impact;
import io.fairwell.terms.ImpactKind;
import io.fairwell.terms.LineKind;
import io.fairwell.terms.NextCharge;
import io.fairwell.terms.Quote;
import io.fairwell.terms.RefundStatement;
import io.fairwell.terms.StatementLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What letters say, to the amount and the day, in both languages. */
class LetterContentTest {

    private static final Contact LI = new Contact("li@example.org", null, "李雷");
    private static final LocalDate BILLED_ON = LocalDate.of(2026, 3, 15);

    private final LetterComposer composer = new LetterComposer(Samples.quoteTexts());
    private final LetterTemplates templates = new LetterTemplates();

    private String text(LetterKind kind, String locale) {
        return text(Samples.context(kind, locale), kind);
    }

    /** The text of the letter, which the mail's HTML form says as well. */
    private String text(LetterContext context, LetterKind kind) {
        Letter letter = composer.compose(context, kind);
        String html = templates.html(letter);
        assertThat(letter.paragraphs()).allMatch(p -> html.contains(escaped(p)));
        return templates.text(letter);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
    }

    // -- rights, returns, changed quotes, newer requests

    @Test
    void asksTheOwnerOfATeamPlanToMoveWhatItsMembersHave() {
        assertThat(text(LetterKind.RIGHTS_TRANSFER, "en"))
                .contains(
                        "Shop Plus is being cancelled", "family-1, family-2", "Please do this by 18 March 2026, 00:30")
                .contains("1. Let the members", "\n2. Pass on", "\n3. Tell us that it is done", Samples.LINK)
                .contains(
                        "“Shop Plus ends, and your account with it. The last day is 19 March 2026.",
                        "do not forward this letter itself",
                        "our support team asks you about it");
        assertThat(text(LetterKind.RIGHTS_TRANSFER, "zh-CN"))
                .contains("购物会员正在退订", "family-1、family-2", "请在2026年3月18日 00:30", "“我已转移权限”", Samples.LINK)
                .contains("“购物会员即将终止，您的账号也会随之终止，最后一天是2026年3月19日。", "请勿转发本信");
    }

    @Test
    void doesNotSayThatNothingIsLeftToDoWhileTheRightsAreToBeMoved() {
        LetterContext scheduled = Samples.context(
                Samples.context(LetterKind.SCHEDULED, "en").cancellation(), Map.of("rights", "true"), LI);
        assertThat(text(scheduled, LetterKind.SCHEDULED))
                .contains("One thing is left to do before the last day", "A separate letter tells what to do")
                .doesNotContain("You need not do anything");
        assertThat(text(LetterKind.SCHEDULED, "en")).contains("You need not do anything more");
        assertThat(text(LetterKind.SCHEDULED, "zh-CN")).contains("您无需再进行任何操作");
    }

    @Test
    void remindsOfAReturnAndSaysWhatHappensOtherwise() {
        assertThat(text(LetterKind.RETURN_REMINDER, "en"))
                .contains("has not arrived here yet", "Returns\n1 Harbour Road", Samples.NUMBER.value())
                .contains("It has to arrive by 18 March 2026, 00:30")
                .contains("The refund of CNY 22.00 (bank card) is paid once it has arrived.")
                .contains("this refund is not paid", "Your cancellation stands all the same", "on its way already");
        assertThat(text(LetterKind.RETURN_REMINDER, "zh-CN"))
                .contains("还没有收到随附的卡片或设备", "包裹须在2026年3月18日 00:30", "人民币 22.00 元（银行卡）")
                .contains("这笔退款将不予支付", "退订本身不受影响");
        assertThat(text(LetterKind.RETURN_INSTRUCTIONS, "en"))
                .contains("this refund is not paid")
                .doesNotContain("on its way already", "please tell us");
    }

    @Test
    void tellsBothAmountsWhenTheRefundBecameLarger() {
        assertThat(text(LetterKind.QUOTE_CHANGED, "en"))
                .contains("Your refund is now CNY 22.00 instead of CNY 18.50", "in your favour", "19 March 2026")
                .contains("How the refund is worked out", "CNY 72.00", "You need not do anything");
        assertThat(text(LetterKind.QUOTE_CHANGED, "zh-CN")).contains("退款金额由人民币 18.50 元变为人民币 22.00 元", "对您有利", "退款明细");
    }

    @Test
    void whatTheSenderSaysOfTheAmountBeforeComesFirst() {
        LetterContext context = Samples.context(
                Samples.context(LetterKind.QUOTE_CHANGED, "en").cancellation(), Map.of("before", "CNY 20.00"), LI);

        assertThat(text(context, LetterKind.QUOTE_CHANGED)).contains("CNY 22.00 instead of CNY 20.00");
    }

    @Test
    void namesTheNewerRequestAndLeadsToIt() {
        assertThat(text(LetterKind.SUPERSEDED, "en"))
                .contains("with the number " + Samples.NEWER + " and an earlier end", "is still being cancelled")
                .contains("Replaced by: " + Samples.NEWER, "See the newer request: " + Samples.LINK)
                .doesNotContain("last day of service", "Automatic renewal", "withdrawn");
        assertThat(text(LetterKind.SUPERSEDED, "zh-CN"))
                .contains("工单号 " + Samples.NEWER, "仍在退订，只是时间提前", "新工单: " + Samples.NEWER);
    }

    @Test
    void tellsTheEarlierDayOnceItIsKnown() {
        LetterContext known = Samples.context(LetterKind.SUPERSEDED, "en");
        CancellationCase newer = Samples.aCase(
                CaseStatus.QUOTED, Samples.request("en", false), Samples.refund(Refund.State.NONE), null, "HERE");
        LetterContext context = new LetterContext(
                known.cancellation(),
                known.subscription(),
                known.quote(),
                null,
                LI,
                Map.of(),
                List.of(),
                newer,
                Samples.LINK,
                Samples.DECLARED);

        assertThat(text(context, LetterKind.SUPERSEDED))
                .contains("By the newer request your last day of service is 19 March 2026.");
    }

    @Test
    void theReceiptOfTheNewerRequestNamesTheEarlierOne() {
        Request asked = request("en", EffectiveMode.PERIOD_END, null, Samples.NEWER.value());
        CancellationCase declared =
                Samples.aCase(CaseStatus.RECEIVED, asked, Samples.refund(Refund.State.NONE), null, "HERE");

        assertThat(text(Samples.context(declared, Map.of(), LI), LetterKind.RECEIPT))
                .contains("takes the place of your earlier request " + Samples.NEWER);
    }

    // -- a refund that own use made smaller

    private static LetterContext usedSince(String locale, Refund refund) {
        QuoteTerms q = Samples.quote().terms();
        QuoteTerms smaller = new QuoteTerms(
                q.quoteId(),
                q.subscriptionId(),
                q.validUntil(),
                q.effectiveOn(),
                q.immediate(),
                q.where(),
                q.refund(),
                Samples.cny("30.00"));
        CancellationCase asked = Samples.aCase(
                CaseStatus.AWAITING_CONFIRMATION, Samples.request(locale, false), refund, null, smaller, null);
        return Samples.context(asked, Map.of(), LI);
    }

    private static Refund decided(String amount) {
        return new Refund(
                Refund.State.APPROVED,
                Samples.cny("30.00"),
                Samples.cny(amount),
                null,
                amount.equals("22.00") ? null : "agent",
                null,
                amount.equals("22.00") ? null : "a delivery was missed",
                null,
                null);
    }

    @Test
    void asksAgainWhereOwnUseMadeTheRefundSmaller() {
        LetterKind kind = LetterKind.CONFIRMATION_REQUEST;
        assertThat(text(usedSince("en", decided("22.00")), kind))
                .contains("what you used in the meantime", "The refund was CNY 30.00. It is now CNY 22.00")
                .contains("You can confirm, or take your request back", "You can also do nothing")
                .contains("by 18 March 2026, 00:30", "the cancellation goes on and we pay what was approved")
                .contains("right to dispute", "CNY 72.00", "−CNY 50.00")
                .doesNotContain("After a review");
        assertThat(text(usedSince("zh-CN", decided("22.00")), kind))
                .contains("原退款金额为人民币 30.00 元，现为人民币 22.00 元", "您可以确认，也可以撤销退订", "2026年3月18日 00:30", "提出异议的权利");
        assertThat(text(usedSince("en", decided("22.00")), LetterKind.CONFIRMATION_REMINDER))
                .contains("The refund was CNY 30.00. It is now CNY 22.00");
    }

    @Test
    void doesNotBlameTheCustomerForWhatTheReviewTookAway() {
        assertThat(text(usedSince("en", decided("10.00")), LetterKind.CONFIRMATION_REQUEST))
                .contains("After a review the refund is CNY 10.00", "a delivery was missed")
                .doesNotContain("in the meantime");
    }

    @Test
    void doesNotCallAMissingReturnAReview() {
        Refund forfeited = new Refund(
                Refund.State.REJECTED,
                Samples.cny("22.00"),
                Samples.cny("22.00"),
                null,
                null,
                null,
                "The goods did not come back in time.",
                "Terms, section 9",
                null);
        CancellationCase done =
                Samples.aCase(CaseStatus.COMPLETED, Samples.request("en", false), forfeited, null, "HERE");

        assertThat(text(Samples.context(done, Map.of(), LI), LetterKind.COMPLETED))
                .contains("There is no refund. The quote was CNY 22.00.", "did not come back", "Terms, section 9")
                .doesNotContain("review");
    }

    // -- one more billing period

    private static Quote charged(int cycles, LocalDate on) {
        return Samples.quote(
                "HERE",
                new NextCharge(on, Samples.cny("58.00")),
                List.of(
                        new Impact(ImpactKind.ACCESS_ENDS, Map.of()),
                        new Impact(ImpactKind.ONE_MORE_CYCLE, Map.of("cycles", Integer.toString(cycles))),
                        new Impact(ImpactKind.POINTS_LOST, Map.of()),
                        new Impact(ImpactKind.POINTS_FROZEN, Map.of()),
                        new Impact(ImpactKind.LICENCE_STAYS_ACTIVATED, Map.of()),
                        new Impact(ImpactKind.ORDERS_KEPT, Map.of())),
                Samples.statement());
    }

    private static Request request(
            String locale, EffectiveMode mode, @Nullable LocalDate wish, @Nullable String supersedes) {
        Request r = Samples.request(locale, false);
        return new Request(
                r.subscriptionId(),
                r.customerId(),
                r.reason(),
                mode,
                wish,
                r.declaredAt(),
                r.declaredOn(),
                r.zone(),
                r.channel(),
                r.locale(),
                r.confirmedAt(),
                r.clientId(),
                false,
                supersedes);
    }

    private static LetterContext charged(
            CaseStatus status, String locale, EffectiveMode mode, @Nullable LocalDate wish, Quote quote) {
        Request asked = request(locale, mode, wish, null);
        CancellationCase c = Samples.aCase(status, asked, Samples.refund(Refund.State.APPROVED), null, "HERE");
        return Samples.context(c, quote, Map.of(), LI);
    }

    @ParameterizedTest
    @EnumSource(
            value = LetterKind.class,
            names = {"RECEIPT", "SCHEDULED", "EFFECTIVE_REMINDER"})
    void saysThatOneMorePeriodIsChargedHowMuchWhenAndWhy(LetterKind kind) {
        CaseStatus status = kind == LetterKind.RECEIPT ? CaseStatus.RECEIVED : CaseStatus.SCHEDULED;
        assertThat(text(charged(status, "en", EffectiveMode.PERIOD_END, null, charged(1, BILLED_ON)), kind))
                .contains("One more billing period is charged: CNY 58.00 on 15 March 2026.", "too late for the notice");
        assertThat(text(charged(status, "zh-CN", EffectiveMode.PERIOD_END, null, charged(1, BILLED_ON)), kind))
                .contains("还会再收取一个计费周期的费用：2026年3月15日扣除人民币 58.00 元。原因：", "提前通知期");
    }

    @Test
    void theReceiptDoesNotSayThatNothingIsCharged() {
        assertThat(text(
                        charged(CaseStatus.RECEIVED, "en", EffectiveMode.PERIOD_END, null, charged(1, BILLED_ON)),
                        LetterKind.RECEIPT))
                .containsSubsequence(
                        "Apart from what is named next, nothing is charged", "One more billing period is charged");
    }

    @Test
    void theConfirmationSpeaksOfTheChargeInThePast() {
        assertThat(text(
                        charged(CaseStatus.COMPLETED, "en", EffectiveMode.PERIOD_END, null, charged(1, BILLED_ON)),
                        LetterKind.COMPLETED))
                .contains("One more billing period fell due before the end: CNY 58.00 on 15 March 2026.")
                .doesNotContain("is charged:");
    }

    @ParameterizedTest
    @CsvSource({
        "PERIOD_END,            , 1, your request came too late for the notice",
        "DATE,       2026-03-12 , 1, your request came too late for the notice",
        "DATE,       2026-03-20 , 1, you asked for an end after that billing date",
        "DATE,       2026-03-20 , 3, you asked for an end after those billing dates",
        "PERIOD_END,            , 3, the notice that the terms ask for is not over before then"
    })
    void tellsTheNoticeFromTheWishOfTheCustomer(
            EffectiveMode mode, @Nullable LocalDate wish, int cycles, String reason) {
        String text =
                text(charged(CaseStatus.SCHEDULED, "en", mode, wish, charged(cycles, BILLED_ON)), LetterKind.SCHEDULED);

        assertThat(text).contains(reason, "CNY 58.00", "15 March 2026");
        assertThat(text.contains("3 more billing periods are charged, CNY 58.00 each"))
                .isEqualTo(cycles == 3);
    }

    @Test
    void hasWordsForEveryReasonInChinese() {
        for (CaseStatus status : List.of(CaseStatus.SCHEDULED, CaseStatus.COMPLETED)) {
            for (int cycles : List.of(1, 3)) {
                for (LocalDate wish : List.of(LocalDate.of(2026, 3, 12), LocalDate.of(2026, 3, 20))) {
                    assertThat(text(
                                    charged(status, "zh-CN", EffectiveMode.DATE, wish, charged(cycles, BILLED_ON)),
                                    LetterKind.valueOf(status.name())))
                            .contains("人民币 58.00 元", "2026年3月15日", "原因：");
                }
            }
        }
    }

    // -- what changes

    @Test
    void theConfirmationRepeatsWhatIsGoneAndNotWhatItSaysAnyway() {
        String text = text(
                charged(CaseStatus.COMPLETED, "en", EffectiveMode.PERIOD_END, null, charged(1, BILLED_ON)),
                LetterKind.COMPLETED);

        assertThat(text)
                .contains("What changed for you, as we told you beforehand", "impact POINTS_LOST")
                .contains("impact LICENCE_STAYS_ACTIVATED", "impact ORDERS_KEPT")
                .doesNotContain("impact ACCESS_ENDS", "impact ONE_MORE_CYCLE", "impact POINTS_FROZEN");
        assertThat(text(
                        charged(CaseStatus.SCHEDULED, "zh-CN", EffectiveMode.PERIOD_END, null, charged(1, BILLED_ON)),
                        LetterKind.SCHEDULED))
                .contains("退订后的变化", "impact POINTS_LOST", "impact POINTS_FROZEN", "impact ACCESS_ENDS");
    }

    // -- what is left to do elsewhere

    private static LetterContext elsewhere(String locale, String where, Quote quote, Subscription subscription) {
        CancellationCase c = Samples.aCase(
                CaseStatus.CUSTOMER_ACTION_NEEDED,
                Samples.request(locale, false),
                Samples.refund(Refund.State.APPROVED),
                null,
                quote.terms(),
                null);
        return new LetterContext(
                c,
                subscription,
                quote,
                quote.statement(),
                LI,
                Map.of("where", where, "checks", "3,7"),
                List.of(),
                null,
                Samples.LINK,
                Samples.DECLARED);
    }

    private static Subscription monthly(boolean renews) {
        Subscription s = Samples.subscription();
        return new Subscription(
                s.tenantId(),
                s.id(),
                s.customerId(),
                s.planId(),
                s.planName(),
                s.terms(),
                s.jurisdiction(),
                s.timeZone(),
                s.channel(),
                PaymentRoute.WALLET,
                renews,
                renews ? Period.ofMonths(1) : null,
                Samples.cny("25.00"),
                Samples.cny("25.00"),
                LocalDate.of(2026, 1, 31),
                LocalDate.of(2026, 1, 31),
                LocalDate.of(2026, 2, 28),
                true,
                s.benefitsEnjoyed(),
                0,
                0,
                List.of(),
                0,
                false,
                Contact.NONE,
                null,
                null,
                null,
                RenewalState.ON_HOLD,
                s.pointsState(),
                null);
    }

    private static Quote withStatement(String where, RefundStatement statement) {
        return Samples.quote(where, null, List.of(new Impact(ImpactKind.MANDATE_REVOKED, Map.of())), statement);
    }

    private static RefundStatement withFee(StatementLine... lines) {
        RefundStatement s = Samples.statement();
        return new RefundStatement(s.method(), List.of(lines), Samples.cny("22.00"), s.route(), s.eta());
    }

    @Test
    void tellsTheStepsInEachStoreAndWhenItChargesNext() {
        Quote quote = withStatement("STORE", Samples.statement());
        String english = text(elsewhere("en", "STORE", quote, monthly(true)), LetterKind.CUSTOMER_ACTION);

        assertThat(english)
                .contains("Apple App Store", "1. Open “Settings”", "“Cancel Subscription”", "24 hours")
                .contains("Google Play", "“Payments & subscriptions”")
                .contains("another app store", "Deleting the app alone cancels nothing")
                .contains("the next charge there is due on 31 March 2026 (CNY 25.00)")
                .contains(
                        "your last day of service with us is 19 March 2026", "Your service with us runs until 19 March")
                .contains(
                        "Automatic renewal with us is on hold", "The payment mandate is revoked when your service ends")
                .contains("we ask again after 3 days, and after 7 days our support team looks into it")
                .contains("press “It is cancelled there”", "Tell us that it is done: " + Samples.LINK)
                .contains("does not come from there but from us", "How the refund is worked out", "CNY 22.00");
        assertThat(text(elsewhere("zh-CN", "STORE", quote, monthly(true)), LetterKind.CUSTOMER_ACTION))
                .contains("苹果 App Store", "“取消订阅”", "Google Play", "“付款和订阅”", "其他应用商店")
                .contains("下次扣费日是2026年3月31日（人民币 25.00 元）", "3 天后我们会再次询问您，7 天后由客服跟进")
                .contains("本平台的自动续费已暂停", "“我已在购买处取消”", Samples.LINK);
    }

    @Test
    void sendsToTheSellerFirstAndPaysTheRefundItself() {
        Quote quote = withStatement(
                "RESELLER",
                withFee(new StatementLine(
                        LineKind.PERCENT_FEE,
                        Samples.cny("-5.50"),
                        new Formula("percent-fee", List.of("27.50", "20")),
                        "terms#reseller-term",
                        3,
                        "")));

        assertThat(text(elsewhere("en", "RESELLER", quote, monthly(false)), LetterKind.CUSTOMER_ACTION))
                .contains("Contact the seller first", "order number there and our case number " + Samples.NUMBER)
                .contains("A handling fee of 20% applies, here CNY 5.50")
                .contains("refund of CNY 22.00 (bank card) does not come from there but from us")
                .contains("nothing more is charged there by itself")
                .doesNotContain("App Store");
        assertThat(text(elsewhere("zh-CN", "RESELLER", quote, monthly(false)), LetterKind.CUSTOMER_ACTION))
                .contains("请先联系销售商", "20% 的手续费，即人民币 5.50 元", "不由对方支付，而由我们支付");
    }

    @Test
    void sendsToThePartnerThatGaveIt() {
        Quote quote = withStatement("PARTNER", Samples.statement());

        assertThat(text(elsewhere("en", "PARTNER", quote, monthly(false)), LetterKind.CUSTOMER_ACTION))
                .contains("bank, phone company or other partner that gave you Shop Plus", "written confirmation")
                .doesNotContain("handling fee", "seller");
        assertThat(text(elsewhere("zh-CN", "PARTNER", quote, monthly(false)), LetterKind.CUSTOMER_ACTION))
                .contains("银行、运营商或其他合作方", "书面确认");
    }

    @Test
    void saysWhatHasBeenStoppedAndNotWhatIsGoingToBe() {
        Quote quote = withStatement("STORE", Samples.statement());
        LetterContext before = elsewhere("en", "STORE", quote, monthly(true));
        LetterContext after = new LetterContext(
                before.cancellation(),
                before.subscription(),
                quote,
                quote.statement(),
                LI,
                before.facts(),
                List.of(new CaseEvent(CaseEvent.Kind.MANDATE_REVOKED, Actor.SYSTEM, Samples.DECLARED, Map.of())),
                null,
                Samples.LINK,
                Instant.parse("2026-03-25T00:00:00Z"));

        assertThat(text(after, LetterKind.CUSTOMER_ACTION))
                .contains("– The payment mandate is revoked.")
                .doesNotContain("when your service ends", "runs until");
    }

    @Test
    void theReminderRepeatsTheSteps() {
        Quote quote = withStatement("PARTNER", Samples.statement());

        assertThat(text(elsewhere("en", "PARTNER", quote, monthly(false)), LetterKind.CUSTOMER_ACTION_REMINDER))
                .contains("1. Contact the partner", "by 18 March 2026, 00:30", "we check again");
    }

    @Test
    void everyPlaceHasAGuideAndHereHasNone() {
        for (String where : List.of("PARTNER", "RESELLER", "STORE", "HERE")) {
            LetterContext c = elsewhere("zh-CN", where, Samples.quote(where), monthly(true));
            assertThat(ElsewhereGuide.of(c.cancellation(), c.subscription(), c.quote(), List.of(), c.now())
                            .isPresent())
                    .isEqualTo(!where.equals("HERE"));
        }
    }
}
