package io.fairwell.subscription;

import static io.fairwell.subscription.Channel.APP_STORE;
import static io.fairwell.subscription.Channel.BRANCH;
import static io.fairwell.subscription.Channel.DIRECT;
import static io.fairwell.subscription.Channel.PARTNER;
import static io.fairwell.subscription.Channel.RESELLER;
import static io.fairwell.subscription.PaymentRoute.CARD;
import static io.fairwell.subscription.PaymentRoute.CARRIER_BILL;
import static io.fairwell.subscription.PaymentRoute.GIFT_BALANCE;
import static io.fairwell.subscription.PaymentRoute.NONE;
import static io.fairwell.subscription.PaymentRoute.WALLET;

import io.fairwell.cancellation.Contact;
import io.fairwell.subscription.DemoPlan.Holder;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The demo catalogue: each kind of agreement twice, and a few that are known by name, and some abroad. The first of a kind has been in
 * use for a while; the second was paid two days ago and has not been used.
 */
final class DemoCatalogue {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Period MONTH = Period.ofMonths(1);
    private static final Period YEAR = Period.ofYears(1);

    private static final List<DemoPlan> PLANS = List.of(
            plan("carrier-monthly", "4G Fly Plan", "4G飞享套餐", DIRECT, CARRIER_BILL, true, MONTH, "58.00", 0, 0, 1, 0),
            plan("carrier-data-pack", "Data Pack", "流量加油包", DIRECT, CARRIER_BILL, false, MONTH, "10.00", 0, 0, 0, 0),
            plan("carrier-contract", "Home Broadband", "宽带合约", BRANCH, CARD, false, YEAR, "1200.00", 0, 0, 1, 0),
            plan("retail-annual", "Shop Plus", "购物会员", DIRECT, CARD, true, YEAR, "108.00", 1200, 2, 1, 0),
            plan("video-monthly", "Video VIP", "视频会员", DIRECT, WALLET, true, MONTH, "25.00", 0, 1, 3, 0),
            plan("lifestyle-monthly", "Delivery Member", "外卖会员", DIRECT, WALLET, true, MONTH, "15.00", 80, 4, 0, 0),
            plan("bank-points", "Card Points", "信用卡积分计划", DIRECT, NONE, false, null, "0.00", 8600, 0, 0, 0),
            plan("vip-term", "Game VIP", "游戏会员", DIRECT, CARD, true, Period.ofDays(30), "30.00", 300, 1, 1, 0),
            plan(
                    "reseller-term",
                    "Game VIP Quarter",
                    "游戏会员季卡",
                    RESELLER,
                    CARD,
                    false,
                    Period.ofMonths(3),
                    "90.00",
                    0,
                    0,
                    1,
                    0),
            plan("lifetime", "Lifetime VIP", "终身会员", DIRECT, CARD, false, null, "299.00", 0, 0, 2, 0),
            plan("licence-key", "Office Licence", "软件激活码", DIRECT, CARD, false, null, "199.00", 0, 0, 1, 0),
            plan(
                    "physical-bundle",
                    "Member Card Box",
                    "会员实体卡礼盒",
                    DIRECT,
                    GIFT_BALANCE,
                    false,
                    YEAR,
                    "168.00",
                    0,
                    1,
                    1,
                    0),
            plan("partner-gift", "Gifted Music VIP", "联名赠送音乐会员", PARTNER, NONE, false, YEAR, "0.00", 0, 0, 1, 0),
            plan("store-subscription", "Reader VIP", "阅读会员", APP_STORE, NONE, true, MONTH, "18.00", 0, 0, 1, 0),
            plan("enterprise-seats", "Team Seats", "企业席位", DIRECT, CARD, true, YEAR, "3650.00", 0, 0, 0, 5),
            plan("wealth-plan", "Wealth Class", "理财课程会员", DIRECT, CARD, false, YEAR, "1999.00", 0, 0, 1, 0));

    private DemoCatalogue() {}

    /** @return the catalogue with dates relative to the clock's day in the zone of each subscription */
    static List<Subscription> on(Clock clock) {
        List<Subscription> all = new ArrayList<>();
        for (DemoPlan plan : PLANS) {
            LocalDate today = LocalDate.now(clock.withZone(SHANGHAI));
            String customer = "cust-" + plan.terms();
            String cardMask = plan.terms().equals("bank-points") ? "622588XXXXXX000" : null;
            for (int n = 1; n <= 2; n++) {
                Holder holder = holder("sub-" + plan.terms() + "-" + n, customer, plan.terms() + "-demo", null, n == 1);
                all.add(plan.held(
                        holder, started(plan, today, n), n == 1, "0.00", cardMask == null ? null : cardMask + n));
            }
        }
        known(LocalDate.now(clock.withZone(SHANGHAI))).forEach(all::add);
        DemoAbroad.on(clock).forEach(all::add);
        return List.copyOf(all);
    }

    /** The first has run for a third of its term. */
    private static LocalDate started(DemoPlan plan, LocalDate today, int n) {
        if (n == 2) {
            return today.minusDays(2);
        }
        Period term = plan.termLength() == null ? YEAR : plan.termLength();
        return today.minusDays((term.toTotalMonths() * 30 + term.getDays()) / 3);
    }

    private static Stream<Subscription> known(LocalDate today) {
        Holder fly = holder("sub-demo-fly-plan", "13800138000", "2017_4G_FLY_PLAN", "+8613800138000", true);
        Holder plus = holder("sub-demo-plus", "your_pin_here", "2017_PLUS", null, true);
        Holder reward = holder("sub-demo-reward", "622588XXXXXX1234", "2017_REWARD_PLAN", null, true);
        Holder poison = holder("sub-poison-1", "cust-poison", "vip-term-demo", null, false);
        return Stream.of(
                of("carrier-monthly").held(fly, today.minusDays(20), true, "0.00", null),
                // In its fourth month: eight months of twelve are unused, 72.00 less the fee of 50.00 is 22.00.
                of("retail-annual").held(plus, today.minusMonths(3).minusDays(2), true, "0.00", null),
                of("bank-points").held(reward, today.minusYears(1), true, "0.00", "622588XXXXXX1234"),
                of("vip-term").held(poison, today.minusDays(10), true, "2.00", null));
    }

    private static DemoPlan of(String terms) {
        return PLANS.stream()
                .filter(plan -> plan.terms().equals(terms))
                .findFirst()
                .orElseThrow();
    }

    private static Holder holder(
            String id, String customerId, String planId, @Nullable String phone, boolean chineseName) {
        Contact contact = new Contact(id + "@example.org", phone, chineseName ? "李明" : "Alex Lee");
        return new Holder(id, customerId, planId, contact, "CN", SHANGHAI);
    }

    private static DemoPlan plan(
            String terms,
            String english,
            String chinese,
            Channel channel,
            PaymentRoute route,
            boolean autoRenew,
            @Nullable Period termLength,
            String price,
            int points,
            int coupons,
            int devices,
            int subAccounts) {
        return new DemoPlan(
                terms,
                english,
                chinese,
                channel,
                route,
                autoRenew,
                termLength,
                Money.parse("CNY " + price),
                points,
                coupons,
                devices,
                subAccounts);
    }
}
