package io.fairwell.subscription;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The part of a subscription that upstream knows and that is not searched for; stored as JSON. What is in
 * {@link Apart} is stored apart from the rest, sealed.
 */
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

    Facts {
        subAccounts = subAccounts == null ? List.of() : List.copyOf(subAccounts);
    }

    /** Members of a team plan, and the payment gateway's own numbers of what the customer pays with. */
    record Apart(
            @Nullable List<String> subAccounts,
            @Nullable String paymentReference,
            @Nullable String mandateReference) {

        static final Apart NOTHING = new Apart(null, null, null);

        boolean isEmpty() {
            return (subAccounts == null || subAccounts.isEmpty())
                    && paymentReference == null
                    && mandateReference == null;
        }
    }

    Apart apart() {
        return new Apart(subAccounts, paymentReference, mandateReference);
    }

    /** @param apart {@link Apart#NOTHING} for the part that is stored readable */
    Facts with(Apart apart) {
        return new Facts(
                planName,
                terms,
                jurisdiction,
                timeZone,
                channel,
                paymentRoute,
                billingPeriod,
                price,
                paid,
                paidOn,
                termStart,
                used,
                benefitsEnjoyed,
                points,
                coupons,
                apart.subAccounts() == null ? List.of() : apart.subAccounts(),
                devices,
                installmentsOutstanding,
                apart.paymentReference(),
                apart.mandateReference());
    }

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
