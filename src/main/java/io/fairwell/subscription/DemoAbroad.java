package io.fairwell.subscription;

import static io.fairwell.subscription.Channel.DIRECT;
import static io.fairwell.subscription.PaymentRoute.CARD;
import static io.fairwell.subscription.PaymentRoute.GIFT_BALANCE;
import static io.fairwell.subscription.PaymentRoute.WALLET;

import io.fairwell.cancellation.Contact;
import io.fairwell.subscription.DemoPlan.Holder;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * Demo subscriptions elsewhere, so that other jurisdictions, zones and currencies can be tried. All were paid nine days
 * ago and have been used: within a window of fourteen days, past one of seven.
 */
final class DemoAbroad {

    private static final Period MONTH = Period.ofMonths(1);
    private static final Period YEAR = Period.ofYears(1);

    private final Clock clock;

    private DemoAbroad(Clock clock) {
        this.clock = clock;
    }

    static Stream<Subscription> on(Clock clock) {
        DemoAbroad abroad = new DemoAbroad(clock);
        return Stream.of(
                abroad.held(
                        plan("video-monthly", "Berlin Video", "柏林视频会员", WALLET, MONTH, "EUR 12.00"),
                        "berlin-video",
                        "DE",
                        "Europe/Berlin",
                        "Anna Becker"),
                abroad.held(
                        plan("vip-term", "Lyon Play", "里昂游戏会员", CARD, MONTH, "EUR 9.90"),
                        "lyon-play",
                        "FR",
                        "Europe/Paris",
                        "Claire Martin"),
                abroad.held(
                        plan("retail-annual", "Madrid Market", "马德里购物会员", CARD, YEAR, "EUR 90.00"),
                        "madrid-market",
                        "EU",
                        "Europe/Madrid",
                        "Lucía García"),
                abroad.held(
                        plan("lifestyle-monthly", "London Errands", "伦敦跑腿会员", CARD, MONTH, "GBP 7.99"),
                        "london-errands",
                        "UK",
                        "Europe/London",
                        "Oliver Hughes"),
                abroad.held(
                        plan("video-monthly", "Bay Video", "湾区视频会员", CARD, MONTH, "USD 15.49"),
                        "bay-video",
                        "US-CA",
                        "America/Los_Angeles",
                        "Maria Lopez"),
                abroad.held(
                        plan("vip-term", "Tokyo Play", "东京游戏会员", CARD, MONTH, "JPY 980"),
                        "tokyo-play",
                        "JP",
                        "Asia/Tokyo",
                        "Haruka Sato"),
                abroad.held(
                        plan("vip-term", "Kuwait Play", "科威特游戏会员", GIFT_BALANCE, MONTH, "KWD 3.250"),
                        "kuwait-play",
                        "KW",
                        "Asia/Kuwait",
                        "Noura Al-Sabah"));
    }

    private Subscription held(DemoPlan plan, String name, String jurisdiction, String zone, String person) {
        String id = "sub-" + name;
        Contact contact = new Contact(id + "@example.org", null, person);
        Holder holder = new Holder(id, "cust-" + name, name, contact, jurisdiction, ZoneId.of(zone));
        LocalDate today = LocalDate.now(clock.withZone(holder.zone()));
        return plan.held(holder, today.minusDays(9), true, "0", null);
    }

    private static DemoPlan plan(
            String terms, String english, String chinese, PaymentRoute route, Period term, String price) {
        return new DemoPlan(terms, english, chinese, DIRECT, route, true, term, Money.parse(price), 0, 0, 1, 0);
    }
}
