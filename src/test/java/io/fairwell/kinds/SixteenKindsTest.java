package io.fairwell.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.MutableClock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of agreement from the first call to the last letter. All amounts are worked out by hand, as the comments say. */
class SixteenKindsTest extends KindsTest {

    // The notice would have had to come by 9 March: one more cycle.
    @ParameterizedTest
    @EnumSource
    void carrierMonthly(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("carrier-monthly", "Mobile 4G", "畅聊手机套餐")
                        .paid("58.00", "2026-02-16", "2026-03-16")
                        .with("paymentRoute", "CARRIER_BILL"));
        walk.quote("PERIOD_END")
                .ends("2026-04-16", "TERMS", "HERE")
                .refunds("0.00", "NONE", "BASE 0.00")
                .computes("no refund under these terms", "按条款不予退款")
                .changes("ACCESS_ENDS", "ONE_MORE_CYCLE", "RENEWAL_OFF")
                .byRule("carrier-monthly");

        walk.declare()
                .mail("RECEIPT")
                .tells("Last day of service", "服务最后一天", l.date("2026-04-15"))
                .says(
                        "One more billing period is charged: CNY 58.00 on 16 March 2026.",
                        "还会再收取一个计费周期的费用：2026年3月16日扣除人民币 58.00 元。")
                .says("your request came too late for the notice", "已不足条款要求的提前通知期");
        walk.work()
                .stands("SCHEDULED", "TIME", "EFFECTIVE_DATE", "2026-04-15T16:00:00Z")
                .renewal("ON_HOLD")
                .mail("SCHEDULED")
                .says("CNY 58.00 on 16 March 2026", "2026年3月16日扣除人民币 58.00 元")
                .says(l.midnight("2026-04-16"));

        walk.on("2026-03-17")
                .put(paid -> paid.paid("58.00", "2026-03-16", "2026-04-16"))
                .stands("SCHEDULED", "TIME", "EFFECTIVE_DATE", "2026-04-15T16:00:00Z");
        walk.on("2026-04-15").stillRuns().mail("EFFECTIVE_REMINDER").says(l.date("2026-04-15"));
        walk.on("2026-04-16")
                .nothingPaid()
                .mail("COMPLETED")
                .says("There is no refund to be paid.", "本次没有需要退还的款项。")
                .says("Renewal is off.", "自动续费已关闭");
        walk.completed("2026-04-16", "RECEIPT", "SCHEDULED", "EFFECTIVE_REMINDER", "COMPLETED");
    }

    // 21 of 31 days unused: 20.00 × 21 ÷ 31 = 13.548…
    @ParameterizedTest
    @EnumSource
    void carrierDataPackByCode(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("carrier-data-pack", "Data 20 GB", "畅游流量包")
                        .paid("20.00", "2026-03-01", "2026-04-01")
                        .with("autoRenew", false)
                        .with("paymentRoute", "CARRIER_BILL"));
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "TERMS", "HERE")
                .refunds("13.55", "DAYS", "BASE 13.55")
                .computes("20.00 × 21 unused days ÷ 31", "20.00 × 21 个未使用天 ÷ 31")
                .arrives("CARRIER_BILL", "2026-04-01", "2026-04-01")
                .changes("ACCESS_ENDS", "REST_FORFEITED")
                .saying("What is left of the data is forfeited.", "剩余流量将作废。");

        walk.declare(byCode -> {})
                .stands("VERIFYING", "CUSTOMER", "ENTER_CODE", "2026-03-11T09:00:00Z")
                .mail("RECEIPT")
                .says("you will get a message with a code", "您会收到一条带验证码的消息")
                .says(l.money("13.55"))
                .says("phone bill", "话费账单");
        walk.mail("CODE").says("Nobody from our side will ever ask you for it", "工作人员绝不会向您索要验证码");
        walk.stillRuns().post("verification", Map.of("code", walk.code()));

        walk.refunded("13.55", "CARRIER_BILL")
                .mail("COMPLETED")
                .says(l.say("by ", "") + l.date("2026-04-01"))
                .tells("Last day of service", "服务最后一天", l.date("2026-03-10"));
        walk.timeline("CODE_SENT", "IDENTITY_VERIFIED", "QUOTED", "REFUND_APPROVED", "BENEFITS_ENDED")
                .completed("2026-03-10", "RECEIPT", "CODE", "COMPLETED");
    }

    // 184 of 365 days unused: 1200.00 × 184 ÷ 365 = 604.93; 30 % of it 181.48.
    @ParameterizedTest
    @EnumSource
    void carrierContractEndedEarlyAtABranch(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("carrier-contract", "Home Fibre", "家庭宽带")
                        .paid("1200.00", "2025-09-11", "2026-09-11")
                        .with("billingPeriod", "P1Y")
                        .with("channel", "BRANCH"));
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "TERMS", "HERE")
                .refunds("423.45", "DAYS", "BASE 604.93", "EARLY_TERMINATION -181.48")
                .computes("604.93 × 30 % early-termination fee", "604.93 × 30 % 提前解约违约金")
                .arrives("CARD", "2026-03-13", "2026-03-17")
                .changes("ACCESS_ENDS", "EARLY_TERMINATION_FEE", "RENEWAL_OFF");

        walk.declare(papers -> papers.put("channel", "BRANCH"))
                .stands("VERIFYING", "SUPPORT", "REVIEW_IDENTITY", null)
                .mail("RECEIPT")
                .says("a colleague checks your papers", "由客服核对您的证件材料")
                .says("Early-termination fee", "提前解约违约金")
                .says(l.money("181.48"));
        walk.person("mia", "Task_ReviewIdentity", Map.of("identityDecision", "VERIFIED", "note", "Passport seen"))
                .stands("IN_REVIEW", "SUPPORT", "REVIEW_REFUND", null)
                .renewal("ON_HOLD")
                .person("mia", "Task_ReviewRefund", Map.of("reviewDecision", "APPROVE"));

        walk.refunded("423.45", "CARD")
                .mail("COMPLETED")
                .says(l.money("181.48"))
                .says(l.date("2026-03-17"));
        walk.timeline("IDENTITY_REVIEW_NEEDED", "IDENTITY_VERIFIED", "REFUND_REVIEW_NEEDED", "REFUND_APPROVED")
                .completed("2026-03-10", "RECEIPT", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void carrierContractWithNoticeInTime(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("carrier-contract", "Home Fibre", "家庭宽带")
                        .paid("1200.00", "2025-03-17", "2026-03-17")
                        .with("billingPeriod", "P1Y"));
        walk.quote("PERIOD_END")
                .ends("2026-03-17", "TERMS", "HERE")
                .refunds("0.00", "DAYS", "BASE 0.00")
                .changes("ACCESS_ENDS", "RENEWAL_OFF");

        walk.declare().work().stands("SCHEDULED", "TIME", "EFFECTIVE_DATE", "2026-03-16T16:00:00Z");
        walk.on("2026-03-17").nothingPaid().mail("COMPLETED").saysNothingOf("Early-termination fee", "提前解约违约金");
        walk.completed("2026-03-17", "RECEIPT", "SCHEDULED", "EFFECTIVE_REMINDER", "COMPLETED");
    }

    // The fourth month has begun, eight are unused: 108.00 × 8 ÷ 12 − 50.00.
    @ParameterizedTest
    @EnumSource
    void retailAnnual(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("retail-annual", "Shop Plus", "购物会员")
                        .paid("108.00", "2025-11-11", "2026-11-11")
                        .with("billingPeriod", "P1Y")
                        .with("points", 1200)
                        .with("coupons", 2));
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "TERMS", "HERE")
                .refunds("22.00", "MONTHS", "BASE 72.00", "FIXED_FEE -50.00");
        walk.quote("2026-03-11")
                .ends("2026-03-11", "TERMS", "HERE")
                .refunds("22.00", "MONTHS", "BASE 72.00", "FIXED_FEE -50.00")
                .computes("108.00 × 8 unused months ÷ 12", "108.00 × 8 个未使用月 ÷ 12")
                .computes("less handling fee 50.00", "扣除手续费 50.00")
                .arrives("CARD", "2026-03-16", "2026-03-18")
                .changes("ACCESS_ENDS", "RENEWAL_OFF", "POINTS_LOST", "POINTS_USABLE_UNTIL_END", "COUPONS_LOST")
                .saying("1200 points are lost.", "1200 积分将失效。")
                .saying(
                        "You can use your points until the service ends on 11 March 2026.",
                        "在服务于 2026年3月11日 终止之前，您仍可使用积分。")
                .saying("2 coupons are lost.", "2 张优惠券将失效。");

        walk.declare()
                .work()
                .stands("SCHEDULED", "TIME", "EFFECTIVE_DATE", "2026-03-10T16:00:00Z")
                .points("USABLE")
                .stillRuns();
        walk.mail("SCHEDULED")
                .says("1200 points are lost.", "1200 积分将失效。")
                .says("The refund is CNY 22.00 (bank card)", "退款金额为人民币 22.00 元（银行卡）");
        walk.on("2026-03-11")
                .refunded("22.00", "CARD")
                .points("CLEARED")
                .mail("COMPLETED")
                .says("Your refund of CNY 22.00 has been paid (bank card).", "退款人民币 22.00 元已支付（银行卡）。")
                .says("by 18 March 2026", "2026年3月18日之前")
                .says("108.00 × 8 unused months ÷ 12", "108.00 × 8 个未使用月 ÷ 12");
        walk.completed("2026-03-11", "RECEIPT", "SCHEDULED", "COMPLETED");
    }

    // Renewed five days ago and not used since.
    @ParameterizedTest
    @EnumSource
    void videoMonthlyUnusedAfterARenewal(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("video-monthly", "Video VIP", "视频会员")
                        .paid("25.00", "2026-03-05", "2026-04-05")
                        .with("used", false)
                        .with("paymentRoute", "WALLET"));
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "COOLING_OFF", "HERE")
                .refunds("25.00", "FULL", "BASE 25.00")
                .computes("25.00 paid, all of it back", "已付 25.00，全额退款")
                .arrives("WALLET", "2026-03-11", "2026-03-12")
                .changes("ACCESS_ENDS", "RENEWAL_OFF", "MANDATE_REVOKED", "CACHED_CONTENT_LOST");

        walk.declare()
                .mail("RECEIPT")
                .says(l.money("25.00"))
                .says("Downloaded content can no longer be played.", "已缓存的内容将无法播放。");
        walk.work()
                .refunded("25.00", "WALLET")
                .mail("COMPLETED")
                .says("Your refund of CNY 25.00 has been paid (wallet).", "退款人民币 25.00 元已支付（电子钱包）。")
                .says("The payment mandate is revoked.", "代扣协议将解除。");
        assertThat(walk.mandatesRevoked()).isOne();
        walk.timeline("RENEWAL_ON_HOLD", "MANDATE_REVOKED", "BENEFITS_ENDED")
                .completed("2026-03-10", "RECEIPT", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void videoMonthlyToTheEndOfThePeriod(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("video-monthly", "Video VIP", "视频会员")
                        .paid("25.00", "2026-03-05", "2026-04-05")
                        .with("devices", 2));
        walk.quote("IMMEDIATE").ends("2026-03-10", "TERMS", "HERE").refunds("0.00", "NONE", "BASE 0.00");
        walk.quote("PERIOD_END")
                .ends("2026-04-05", "TERMS", "HERE")
                .refunds("0.00", "NONE", "BASE 0.00")
                .changes("ACCESS_ENDS", "RENEWAL_OFF", "DEVICES_UNBOUND", "CACHED_CONTENT_LOST");

        walk.declare()
                .work()
                .stands("SCHEDULED", "TIME", "EFFECTIVE_DATE", "2026-04-04T16:00:00Z")
                .renewal("ON_HOLD");
        walk.mail("SCHEDULED")
                .tells("Last day of service", "服务最后一天", l.date("2026-04-04"))
                .says("You can undo this on your case page until 5 April 2026, 00:00", "在2026年4月5日 00:00")
                .says("Downloaded content can no longer be played.", "已缓存的内容将无法播放。");
        walk.on("2026-04-01").wrote("RECEIPT", "SCHEDULED");
        walk.on("2026-04-02")
                .stillRuns()
                .mail("EFFECTIVE_REMINDER")
                .says("Your last day of service is 4 April 2026.", "服务的最后一天是2026年4月4日。")
                .says("you need not do anything", "无需任何操作");
        walk.on("2026-04-05").nothingPaid().timeline("SCHEDULED", "REMINDER_SENT", "DEVICES_UNBOUND");
        assertThat(walk.subscription().get("devices").asInt()).isZero();
        walk.mail("COMPLETED").says("Downloaded content can no longer be played.", "已缓存的内容将无法播放。");
        walk.completed("2026-04-05", "RECEIPT", "SCHEDULED", "EFFECTIVE_REMINDER", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void lifestyleMonthly(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("lifestyle-monthly", "Delivery Club", "外卖会员")
                        .paid("15.00", "2026-02-20", "2026-03-20")
                        .with("coupons", 3)
                        .benefits("8.00"));
        walk.quote("PERIOD_END")
                .ends("2026-03-20", "TERMS", "HERE")
                .refunds("0.00", "NONE", "BASE 0.00")
                .changes("ACCESS_ENDS", "RENEWAL_OFF", "COUPONS_LOST", "ORDERS_KEPT");

        walk.declare()
                .work()
                .mail("SCHEDULED")
                .says("Orders that were already discounted stay so.", "已享优惠的订单不受影响。")
                .says("3 coupons are lost.", "3 张优惠券将失效。");
        walk.on("2026-03-20").nothingPaid().mail("COMPLETED").says("There is no refund to be paid.", "本次没有需要退还的款项。");
        walk.completed("2026-03-20", "RECEIPT", "SCHEDULED", "EFFECTIVE_REMINDER", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void bankPointsByCardDigits(Language l) {
        Agreement points = Agreement.of("bank-points", "Card Points", "信用卡积分")
                .paid("0.00", "2024-01-01", null)
                .once()
                .with("paymentRoute", "NONE")
                .with("cardMask", "622588XXXXXX1234")
                .with("points", 5000);
        Walk walk = walk(l, points);
        assertThat(walk.pointsStatus("622588XXXXXX1234")).isEqualTo("none");
        walk.quote("2026-03-20")
                .ends("2026-03-20", "TERMS", "HERE")
                .refunds("0.00", "NONE", "BASE 0.00")
                .changes("ACCESS_ENDS", "POINTS_LOST", "POINTS_FROZEN")
                .saying("5000 points are lost.", "5000 积分将失效。");

        walk.declare(byCard -> {})
                .stands("VERIFYING", "CUSTOMER", "ENTER_CODE", null)
                .mail("RECEIPT")
                .says("please enter the last four digits of your card", "请在工单页面输入银行卡号的后四位");
        walk.post("verification", Map.of("code", "4321"))
                .timeline("CODE_REJECTED")
                .points("USABLE")
                .post("verification", Map.of("code", "1234"))
                .stands("SCHEDULED", "TIME", "EFFECTIVE_DATE", "2026-03-19T16:00:00Z")
                .points("FROZEN")
                .mail("SCHEDULED")
                .says("5000 points are lost.", "5000 积分将失效。")
                .says(
                        "From now on your points are frozen; they come back if you take the request back before 20 March 2026.",
                        "您的积分即刻起冻结；如在 2026年3月20日 前撤销退订，积分将恢复。")
                .saysNothingOf("later than you asked for", "晚于您的要求");
        assertThat(walk.pointsStatus("622588XXXXXX1234")).isEqualTo("pending");
        walk.on("2026-03-20")
                .points("CLEARED")
                .nothingPaid()
                .timeline("POINTS_FROZEN", "BENEFITS_ENDED", "POINTS_CLEARED");
        assertThat(walk.pointsStatus("622588XXXXXX1234")).isEqualTo("completed");
        walk.mail("COMPLETED")
                .says("5000 points are lost.", "5000 积分将失效。")
                .saysNothingOf("points are frozen", "积分即刻起冻结");
        walk.completed("2026-03-20", "RECEIPT", "SCHEDULED", "EFFECTIVE_REMINDER", "COMPLETED");
    }

    // 16 of 28 days unused: 30.00 × 16 ÷ 28 = 17.14, less 5.00.
    @ParameterizedTest
    @EnumSource
    void vipTerm(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("vip-term", "Game VIP", "游戏贵族")
                        .paid("30.00", "2026-02-27", "2026-03-27")
                        .with("points", 300)
                        .benefits("5.00"));
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "TERMS", "HERE")
                .refunds("12.14", "DAYS", "BASE 17.14", "BENEFITS -5.00")
                .computes("30.00 × 16 unused days ÷ 28", "30.00 × 16 个未使用天 ÷ 28")
                .computes("less benefits enjoyed 5.00", "扣除已享优惠 5.00")
                .changes("ACCESS_ENDS", "RENEWAL_OFF", "POINTS_LOST");

        walk.declare().mail("RECEIPT").says(l.money("12.14")).says("less benefits enjoyed 5.00", "扣除已享优惠 5.00");
        walk.work().refunded("12.14", "CARD").points("CLEARED").completed("2026-03-10", "RECEIPT", "COMPLETED");
    }

    // 10 of 20 days unused: 20.00 × 10 ÷ 20, less 2.50.
    @ParameterizedTest
    @EnumSource
    void vipTermOfTwentyDays(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("vip-term", "Game VIP", "游戏贵族")
                        .paid("20.00", "2026-03-01", "2026-03-21")
                        .with("billingPeriod", "P20D")
                        .with("paymentRoute", "GIFT_BALANCE")
                        .benefits("2.50"));
        walk.quote("PERIOD_END").ends("2026-03-21", "TERMS", "HERE").refunds("0.00", "DAYS", "BASE 0.00");
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "TERMS", "HERE")
                .refunds("7.50", "DAYS", "BASE 10.00", "BENEFITS -2.50")
                .arrives("GIFT_BALANCE", "2026-03-10", "2026-03-10");

        walk.declare()
                .work()
                .refunded("7.50", "GIFT_BALANCE")
                .mail("COMPLETED")
                .says("Your refund of CNY 7.50 has been paid (gift balance).", "退款人民币 7.50 元已支付（礼品余额）。");
        walk.completed("2026-03-10", "RECEIPT", "COMPLETED");
    }

    // 35 of 90 days unused: 35.00, less 4.50, less 20 % of 30.50.
    @ParameterizedTest
    @EnumSource
    void resellerTerm(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("reseller-term", "Season VIP", "季度贵族")
                        .paid("90.00", "2026-01-15", "2026-04-15")
                        .once()
                        .with("channel", "RESELLER")
                        .benefits("4.50"));
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "TERMS", "RESELLER")
                .refunds("24.40", "DAYS", "BASE 35.00", "BENEFITS -4.50", "PERCENT_FEE -6.10")
                .computes("30.50 × 20 % handling fee", "30.50 × 20 % 手续费")
                .changes("ACCESS_ENDS", "CANCEL_ELSEWHERE");

        walk.declare()
                .work()
                .stands("CUSTOMER_ACTION_NEEDED", "CUSTOMER", "CONFIRM_ELSEWHERE", "2026-03-13T09:00:00Z")
                .nothingPaid();
        walk.mail("CUSTOMER_ACTION")
                .says("Contact the seller first, best through your order there.", "请先联系销售商，最好通过原订单联系。")
                .says("A handling fee of 20% applies, here CNY 6.10.", "需收取 20% 的手续费，即人民币 6.10 元")
                .says(
                        "The refund of CNY 24.40 (bank card) does not come from there but from us",
                        "退款人民币 24.40 元（银行卡）不由对方支付，而由我们支付")
                .says("after 3 days, and after 7 days our support team looks into it", "3 天后我们会再次询问您，7 天后由客服跟进");
        walk.at(Instant.parse("2026-03-13T09:00:00Z"))
                .stands("CUSTOMER_ACTION_NEEDED", "CUSTOMER", "CONFIRM_ELSEWHERE", "2026-03-17T09:00:00Z")
                .mail("CUSTOMER_ACTION_REMINDER")
                .says("We do not know yet whether Season VIP has been cancelled", "我们还不知道季度贵族是否已在以下地方退订");
        walk.at(Instant.parse("2026-03-17T09:00:00Z"))
                .stands("CUSTOMER_ACTION_NEEDED", "SUPPORT", "FOLLOW_UP", null)
                .person("mia", "Task_FollowUpCustomerAction", Map.of("followUpResult", "CONFIRMED"))
                .at(Instant.parse("2026-03-17T09:00:00Z"));

        walk.refunded("24.40", "CARD")
                .mail("COMPLETED")
                .says("by 24 March 2026", "2026年3月24日之前")
                .says("The last step was with the seller you bought it from.", "最后一步在以下地方办理：您购买时的销售商。");
        walk.timeline("CUSTOMER_ACTION_NEEDED", "REMINDER_SENT", "CUSTOMER_ACTION_CONFIRMED", "BENEFITS_ENDED")
                .completed("2026-03-10", "RECEIPT", "CUSTOMER_ACTION", "CUSTOMER_ACTION_REMINDER", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void lifetimeInUse(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("lifetime", "Forever VIP", "终身会员")
                        .paid("299.00", "2025-03-01", null)
                        .once()
                        .with("devices", 2));
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "TERMS", "HERE")
                .refunds("0.00", "NONE", "BASE 0.00")
                .changes("ACCESS_ENDS", "DEVICES_UNBOUND")
                .saying("2 devices are unbound.", "2 台设备将解绑。");

        walk.declare()
                .work()
                .nothingPaid()
                .timeline("BENEFITS_ENDED", "DEVICES_UNBOUND")
                .mail("COMPLETED")
                .says("2 devices are unbound.", "2 台设备将解绑。")
                .says("There is no refund to be paid.", "本次没有需要退还的款项。");
        assertThat(walk.subscription().get("devices").asInt()).isZero();
        walk.completed("2026-03-10", "RECEIPT", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void lifetimeUnused(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("lifetime", "Forever VIP", "终身会员")
                        .paid("299.00", "2026-03-05", null)
                        .once()
                        .with("used", false));
        walk.quote("IMMEDIATE").ends("2026-03-10", "COOLING_OFF", "HERE").refunds("299.00", "FULL", "BASE 299.00");

        walk.declare()
                .work()
                .stands("IN_REVIEW", "SUPPORT", "REVIEW_REFUND", null)
                .person("mia", "Task_ReviewRefund", Map.of("reviewDecision", "APPROVE"))
                .refunded("299.00", "CARD")
                .completed("2026-03-10", "RECEIPT", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void licenceKeyActivated(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("licence-key", "Office Key", "办公软件激活码")
                        .paid("199.00", "2026-03-05", null)
                        .once()
                        .with("devices", 1));
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "TERMS", "HERE")
                .refunds("0.00", "NONE", "BASE 0.00")
                .changes("ACCESS_ENDS", "DEVICES_UNBOUND", "LICENCE_STAYS_ACTIVATED");

        walk.declare()
                .mail("RECEIPT")
                .says("1 device is unbound.", "1 台设备将解绑。")
                .says("an activation cannot be undone", "激活不可撤销");
        walk.work().nothingPaid().timeline("DEVICES_UNBOUND").completed("2026-03-10", "RECEIPT", "COMPLETED");
    }

    // The seventh day after the payment is the last one.
    @ParameterizedTest
    @EnumSource
    void licenceKeyUnused(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("licence-key", "Office Key", "办公软件激活码")
                        .paid("199.00", "2026-03-03", null)
                        .once()
                        .with("used", false));
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "COOLING_OFF", "HERE")
                .refunds("199.00", "FULL", "BASE 199.00")
                .changes("ACCESS_ENDS");

        walk.declare().work().refunded("199.00", "CARD").completed("2026-03-10", "RECEIPT", "COMPLETED");
    }

    private Walk bundleToReturn(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("physical-bundle", "TV Box", "电视盒子")
                        .paid("150.00", "2026-03-05", null)
                        .once());
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "TERMS", "HERE")
                .refunds("150.00", "RETURN", "BASE 150.00")
                .computes("150.00 paid, all of it back once the return has arrived", "已付 150.00，收到退货后全额退款")
                .changes("ACCESS_ENDS", "RETURN_NEEDED");
        walk.declare()
                .work()
                .nothingPaid()
                .stands("EXECUTING", "CUSTOMER", "RETURN_GOODS", "2026-03-24T09:00:00Z")
                .mail("RETURN_INSTRUCTIONS")
                .says("It has to arrive by 24 March 2026, 17:00", "包裹须在2026年3月24日 17:00")
                .says(
                        "The refund of CNY 150.00 (bank card) is paid once it has arrived.",
                        "收到包裹后，我们会支付退款人民币 150.00 元（银行卡）。");
        walk.at(Instant.parse("2026-03-17T09:00:00Z")).mail("RETURN_REMINDER").says(l.date("2026-03-24"));
        return walk;
    }

    @ParameterizedTest
    @EnumSource
    void physicalBundleReturned(Language l) {
        Walk walk = bundleToReturn(l).on("2026-03-18").post("return-received");

        walk.refunded("150.00", "CARD").mail("COMPLETED").says("by 25 March 2026", "2026年3月25日之前");
        walk.timeline("RETURN_AWAITED", "REMINDER_SENT", "RETURN_RECEIVED", "REFUND_PAID")
                .completed("2026-03-10", "RECEIPT", "RETURN_INSTRUCTIONS", "RETURN_REMINDER", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void physicalBundleNeverReturned(Language l) {
        Walk walk = bundleToReturn(l).at(Instant.parse("2026-03-24T09:00:00Z"));

        walk.nothingPaid()
                .timeline("RETURN_AWAITED", "REFUND_REJECTED", "COMPLETED")
                .mail("COMPLETED")
                .says("There is no refund. The quote was CNY 150.00.", "本次没有退款，此前的试算金额为人民币 150.00 元。")
                .saysNothingOf("has been paid", "已支付");
        assertThat(walk.get().at("/refund/state").asText()).isEqualTo("REJECTED");
        walk.completed(
                "2026-03-10", "RECEIPT", "RETURN_INSTRUCTIONS", "RETURN_REMINDER", "RETURN_REMINDER", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void partnerGift(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("partner-gift", "Music Gift", "音乐会员赠礼")
                        .paid("0.00", "2026-01-01", "2027-01-01")
                        .once()
                        .with("channel", "PARTNER")
                        .with("paymentRoute", "NONE"));
        walk.quote("IMMEDIATE")
                .ends("2026-03-10", "TERMS", "PARTNER")
                .refunds("0.00", "NONE", "BASE 0.00")
                .changes("ACCESS_ENDS", "CANCEL_ELSEWHERE");

        walk.declare()
                .work()
                .stands("CUSTOMER_ACTION_NEEDED", "CUSTOMER", "CONFIRM_ELSEWHERE", "2026-03-13T09:00:00Z")
                .stillRuns();
        walk.mail("CUSTOMER_ACTION")
                .says(
                        "At the bank, phone company or other partner that gave you Music Gift:",
                        "在赠送或提供音乐会员赠礼的银行、运营商或其他合作方办理：")
                .says("Ask for a written confirmation", "请对方出具注明终止日期的书面确认")
                .says("press “It is cancelled there”", "再点“我已在购买处取消”")
                .says("nothing more is charged there by itself", "对方不会再自动扣费");
        walk.post("customer-action-confirmed")
                .at(MutableClock.START)
                .nothingPaid()
                .mail("COMPLETED")
                .says("The last step was with the partner it came from.", "最后一步在以下地方办理：赠送或提供该服务的合作方。");
        walk.timeline("CUSTOMER_ACTION_CONFIRMED", "BENEFITS_ENDED")
                .completed("2026-03-10", "RECEIPT", "CUSTOMER_ACTION", "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void storeSubscription(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("store-subscription", "Photo Pro", "修图会员")
                        .paid("25.00", "2026-02-20", "2026-03-20")
                        .with("channel", "APP_STORE")
                        .with("paymentRoute", "NONE"));
        walk.quote("PERIOD_END")
                .ends("2026-03-20", "TERMS", "STORE")
                .refunds("0.00", "NONE", "BASE 0.00")
                .changes("ACCESS_ENDS", "RENEWAL_OFF", "CANCEL_ELSEWHERE");

        walk.declare().work().stands("CUSTOMER_ACTION_NEEDED", "CUSTOMER", "CONFIRM_ELSEWHERE", "2026-03-13T09:00:00Z");
        walk.mail("RECEIPT").saysNothingOf("undo", "撤销");
        walk.mail("CUSTOMER_ACTION")
                .says("Open “Settings”, tap your name at the top, then “Subscriptions”.", "打开“设置”，轻点最上方您的姓名，再轻点“订阅”。")
                .says("the next charge there is due on 20 March 2026 (CNY 25.00)", "对方的下次扣费日是2026年3月20日（人民币 25.00 元）")
                .says(
                        "Your service with us runs until 19 March 2026, also when you cancel there today.",
                        "即使您今天就在那里取消，本平台的服务仍可使用到2026年3月19日。");
        walk.put(cancelledThere -> cancelledThere.with("autoRenew", false))
                .stands("EXECUTING", "TIME", "EFFECTIVE_DATE", "2026-03-19T16:00:00Z")
                .stillRuns()
                .timeline("CUSTOMER_ACTION_NEEDED", "CUSTOMER_ACTION_CONFIRMED");
        walk.on("2026-03-20")
                .nothingPaid()
                .mail("COMPLETED")
                .says("The last step was with the app store.", "最后一步在以下地方办理：应用商店。");
        walk.completed("2026-03-20", "RECEIPT", "CUSTOMER_ACTION", "COMPLETED");
    }

    // 267 of 365 days unused from 9 April on: 3650.00 × 267 ÷ 365.
    private Walk team(Language l, String when) {
        Walk walk = walk(
                l,
                Agreement.of("enterprise-seats", "Team Plan", "企业套餐")
                        .paid("3650.00", "2026-01-01", "2027-01-01")
                        .with("billingPeriod", "P1Y")
                        .members("acc-anna", "acc-ben"));
        walk.quote(when)
                .ends("2026-04-09", "TERMS", "HERE")
                .refunds("2670.00", "DAYS", "BASE 2670.00")
                .computes("3650.00 × 267 unused days ÷ 365", "3650.00 × 267 个未使用天 ÷ 365")
                .arrives("CARD", "2026-04-14", "2026-04-16")
                .changes("ACCESS_ENDS", "RENEWAL_OFF", "RIGHTS_TO_MOVE", "SUB_ACCOUNTS_END", "MEMBERS_TOLD");
        walk.declare()
                .mail("RECEIPT")
                .says(
                        "That is later than you asked for: under the agreed terms it cannot end earlier.",
                        "该日期晚于您的要求：按照约定条款，不能更早终止。");
        walk.work()
                .stands("IN_REVIEW", "SUPPORT", "REVIEW_REFUND", null)
                .person("mia", "Task_ReviewRefund", Map.of("reviewDecision", "APPROVE"))
                .stands("IN_REVIEW", "SUPERVISOR", "APPROVE_REFUND", null)
                .person("leo", "Task_ApproveRefund", Map.of("approvalDecision", "APPROVE"))
                .stands("SCHEDULED", "CUSTOMER", "MOVE_RIGHTS", "2026-04-08T16:00:00Z");
        walk.mail("RIGHTS_TRANSFER")
                .says("The accounts are: acc-anna, acc-ben", "子账号：acc-anna、acc-ben")
                .says("press “I have moved the rights”", "再点“我已转移权限”")
                .says("Please do this by 9 April 2026, 00:00", "请在2026年4月9日 00:00")
                .says("The last day is 8 April 2026.", "最后一天是2026年4月8日。");
        return walk;
    }

    @ParameterizedTest
    @EnumSource
    void enterpriseSeatsWithRightsMoved(Language l) {
        Walk walk = team(l, "IMMEDIATE")
                .on("2026-03-20")
                .post("rights-moved")
                .stands("SCHEDULED", "TIME", "EFFECTIVE_DATE", "2026-04-08T16:00:00Z");

        walk.on("2026-04-09")
                .refunded("2670.00", "CARD")
                .mail("MEMBERS_NOTICE")
                .says("The accounts are: acc-anna, acc-ben", "子账号：acc-anna、acc-ben")
                .says("The last day for all of them is 8 April 2026.", "所有子账号的最后一天都是2026年4月8日。");
        walk.mail("COMPLETED")
                .says("by 16 April 2026", "2026年4月16日之前")
                .saysNothingOf("has to move the rights", "须由账号所有者转移子账号的权限");
        walk.timeline("RIGHTS_TRANSFER_REQUESTED", "RIGHTS_TRANSFERRED", "BENEFITS_ENDED", "MEMBERS_NOTIFIED")
                .completed(
                        "2026-04-09",
                        "RECEIPT",
                        "SCHEDULED",
                        "RIGHTS_TRANSFER",
                        "EFFECTIVE_REMINDER",
                        "MEMBERS_NOTICE",
                        "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void enterpriseSeatsFollowedUpBySupport(Language l) {
        Walk walk = team(l, "2026-03-20")
                .on("2026-04-09")
                .stands("SCHEDULED", "SUPPORT", "FOLLOW_UP_RIGHTS", null)
                .stillRuns();

        walk.person("mia", "Task_FollowUpRights", Map.of("rightsResult", "END_ANYWAY", "note", "The owner says so"))
                .refunded("2670.00", "CARD")
                .neverHappened("RIGHTS_TRANSFERRED");
        walk.completed(
                "2026-04-09",
                "RECEIPT",
                "SCHEDULED",
                "RIGHTS_TRANSFER",
                "EFFECTIVE_REMINDER",
                "MEMBERS_NOTICE",
                "COMPLETED");
    }

    @ParameterizedTest
    @EnumSource
    void wealthPlanNotAsPromised(Language l) {
        Walk walk = walk(
                l,
                Agreement.of("wealth-plan", "Wealth Coach", "财富计划")
                        .paid("365.00", "2026-01-01", "2027-01-01")
                        .with("billingPeriod", "P1Y"));
        walk.quote(
                        "IMMEDIATE",
                        claim -> claim.putObject("reason")
                                .put("code", "NOT_AS_PROMISED")
                                .put("talkWanted", true))
                .ends("2026-03-10", "CLAIM", "HERE")
                .refunds("0.00", "REVIEW", "BASE 0.00")
                .computes("decided in a review, at most the 365.00 paid", "由人工审核决定，最多退还已付的 365.00");

        walk.declare()
                .work()
                .stands("OFFERED", "SUPPORT", "TALK_TO_CUSTOMER", null)
                .renewal("ON_HOLD");
        walk.mail("RECEIPT").says("decided in a review; we tell you the result", "经审核后确定，结果将另行通知");
        String reason = l.say("The promised returns were never possible", "承诺的收益从未可能实现");
        walk.person("mia", "Task_TalkToCustomer", Map.of("talkResult", "LEAVES", "note", "Disappointed"))
                .stands("IN_REVIEW", "SUPPORT", "REVIEW_REFUND", null)
                .person(
                        "mia",
                        "Task_ReviewRefund",
                        Map.of(
                                "reviewDecision",
                                "ADJUST",
                                "adjustedAmount",
                                "365.00",
                                "compensation",
                                "100.00",
                                "note",
                                reason))
                .stands("IN_REVIEW", "SUPERVISOR", "APPROVE_REFUND", null)
                .person("leo", "Task_ApproveRefund", Map.of("approvalDecision", "APPROVE"));

        walk.refunded("465.00", "CARD")
                .mail("COMPLETED")
                .says("Your refund of CNY 465.00 has been paid (bank card).", "退款人民币 465.00 元已支付（银行卡）。")
                .says(l.money("100.00"))
                .says(reason);
        new Quoted(walk.get("refund-statement"), l).refunds("465.00", "REVIEW", "BASE 365.00", "COMPENSATION 100.00");
        walk.timeline("OFFER_MADE", "OFFER_DECLINED", "REFUND_PREPARED", "REFUND_APPROVED")
                .completed("2026-03-10", "RECEIPT", "COMPLETED");
    }

    /** Also where the terms themselves name no other place. */
    @ParameterizedTest
    @CsvSource({"PARTNER, PARTNER", "RESELLER, RESELLER", "APP_STORE, STORE", "BRANCH, HERE"})
    void whereItWasBought(String channel, String where) {
        walk(
                        Language.ENGLISH,
                        Agreement.of("video-monthly", "Video VIP", "视频会员")
                                .paid("25.00", "2026-03-05", "2026-04-05")
                                .with("channel", channel))
                .quote("PERIOD_END")
                .ends("2026-04-05", "TERMS", where);
    }
}
