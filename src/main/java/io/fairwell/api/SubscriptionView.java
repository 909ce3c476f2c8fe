package io.fairwell.api;

import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.Channel;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.PointsState;
import io.fairwell.terms.NextCharge;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A subscription as callers see it: what they put, what became of it, and whether and where it can be cancelled. */
record SubscriptionView(
        String id,
        String customerId,
        String planId,
        Map<String, String> planName,
        String terms,
        String jurisdiction,
        String timeZone,
        Channel channel,
        PaymentRoute paymentRoute,
        boolean autoRenew,
        @Nullable String billingPeriod,
        Money price,
        Money paid,
        @Nullable LocalDate paidOn,
        LocalDate termStart,
        @Nullable LocalDate termEnd,
        boolean used,
        Money benefitsEnjoyed,
        int points,
        int coupons,
        List<String> subAccounts,
        int devices,
        boolean installmentsOutstanding,
        Contact contact,
        @Nullable String cardMask,
        @Nullable String paymentReference,
        @Nullable String mandateReference,
        RenewalState renewal,
        PointsState pointsState,
        @Nullable LocalDate endedOn,
        @Nullable NextCharge nextCharge,
        CancellationInfo cancellation) {

    /**
     * @param possible false while a case is open, and once the subscription has ended
     * @param where HERE, PARTNER, RESELLER or STORE; null where the terms are not known
     * @param openCase number of the open case
     */
    record CancellationInfo(
            boolean possible,
            @Nullable String where,
            @Nullable String openCase) {}
}
