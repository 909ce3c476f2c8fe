package io.fairwell.terms;

import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.Channel;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/** A subscription of everyday values; tests name only what they are about. */
final class SubscriptionBuilder {

    private String id = "sub-1";
    private final String terms;
    private String jurisdiction = "CN";
    private ZoneId zone = ZoneId.of("Asia/Shanghai");
    private Channel channel = Channel.DIRECT;
    private PaymentRoute route = PaymentRoute.CARD;
    private boolean autoRenew = true;
    private Period billingPeriod;
    private Money paid = Money.parse("CNY 30.00");
    private LocalDate paidOn = LocalDate.of(2026, 11, 1);
    private LocalDate termStart = LocalDate.of(2026, 11, 1);
    private LocalDate termEnd = LocalDate.of(2026, 12, 1);
    private boolean used = true;
    private Money benefits = Money.parse("CNY 0.00");
    private int points;
    private int coupons;
    private List<String> subAccounts = List.of();
    private int devices;
    private LocalDate endedOn;

    private SubscriptionBuilder(String terms) {
        this.terms = terms;
    }

    static SubscriptionBuilder subscription(String terms) {
        return new SubscriptionBuilder(terms);
    }

    SubscriptionBuilder id(String value) {
        id = value;
        return this;
    }

    SubscriptionBuilder jurisdiction(String value) {
        jurisdiction = value;
        return this;
    }

    SubscriptionBuilder zone(String value) {
        zone = ZoneId.of(value);
        return this;
    }

    SubscriptionBuilder channel(Channel value) {
        channel = value;
        return this;
    }

    SubscriptionBuilder route(PaymentRoute value) {
        route = value;
        return this;
    }

    SubscriptionBuilder autoRenew(boolean value) {
        autoRenew = value;
        return this;
    }

    SubscriptionBuilder billingPeriod(String value) {
        billingPeriod = value == null ? null : Period.parse(value);
        return this;
    }

    SubscriptionBuilder paid(String value) {
        paid = Money.parse(value);
        benefits = Money.zero(paid.getCurrencyUnit());
        return this;
    }

    SubscriptionBuilder paidOn(String value) {
        paidOn = value == null ? null : LocalDate.parse(value);
        return this;
    }

    SubscriptionBuilder term(String start, String end) {
        termStart = LocalDate.parse(start);
        termEnd = end == null ? null : LocalDate.parse(end);
        paidOn = termStart;
        return this;
    }

    SubscriptionBuilder used(boolean value) {
        used = value;
        return this;
    }

    SubscriptionBuilder benefits(String value) {
        benefits = Money.parse(value);
        return this;
    }

    SubscriptionBuilder belongings(int pointsHeld, int couponsHeld, int devicesBound, String... accounts) {
        points = pointsHeld;
        coupons = couponsHeld;
        devices = devicesBound;
        subAccounts = List.of(accounts);
        return this;
    }

    SubscriptionBuilder endedOn(String value) {
        endedOn = LocalDate.parse(value);
        return this;
    }

    Subscription build() {
        return new Subscription(
                "main",
                id,
                "cust-1",
                "plan-1",
                Map.of("en", "Plan"),
                terms,
                jurisdiction,
                zone,
                channel,
                route,
                autoRenew,
                billingPeriod,
                paid,
                paid,
                paidOn,
                termStart,
                termEnd,
                used,
                benefits,
                points,
                coupons,
                subAccounts,
                devices,
                false,
                Contact.NONE,
                null,
                null,
                null,
                autoRenew ? RenewalState.ON : RenewalState.OFF,
                PointsState.USABLE,
                endedOn);
    }
}
