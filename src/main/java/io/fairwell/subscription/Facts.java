package io.fairwell.subscription;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The part of a subscription that upstream knows and that is neither searched for nor personal; stored as JSON. */
record Facts(
        Map<String, String> planName,
        String terms,
        String jurisdiction,
        ZoneId timeZone,
        Channel channel,
        PaymentRoute paymentRoute,
        @Nullable Period billingPeriod,
        Money price,
        Money paid,
        @Nullable LocalDate paidOn,
        LocalDate termStart,
        boolean used,
        Money benefitsEnjoyed,
        int points,
        int coupons,
        List<String> subAccounts,
        int devices,
        boolean installmentsOutstanding,
        @Nullable String paymentReference,
        @Nullable String mandateReference) {

    static Facts of(Subscription subscription) {
        return new Facts(
                subscription.planName(),
                subscription.terms(),
                subscription.jurisdiction(),
                subscription.timeZone(),
                subscription.channel(),
                subscription.paymentRoute(),
                subscription.billingPeriod(),
                subscription.price(),
                subscription.paid(),
                subscription.paidOn(),
                subscription.termStart(),
                subscription.used(),
                subscription.benefitsEnjoyed(),
                subscription.points(),
                subscription.coupons(),
                subscription.subAccounts(),
                subscription.devices(),
                subscription.installmentsOutstanding(),
                subscription.paymentReference(),
                subscription.mandateReference());
    }
}
