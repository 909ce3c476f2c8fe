package io.fairwell.subscription;

import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.RenewalState;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One kind of agreement in the demo catalogue.
 *
 * @param termLength null for a right without an end
 * @param price for one term
 */
record DemoPlan(
        String terms,
        String english,
        String chinese,
        Channel channel,
        PaymentRoute route,
        boolean autoRenew,
        @Nullable Period termLength,
        Money price,
        int points,
        int coupons,
        int devices,
        int subAccounts) {

    /** What differs from one holder of a plan to the next. */
    record Holder(String id, String customerId, String planId, Contact contact, String jurisdiction, ZoneId zone) {}

    Subscription held(Holder holder, LocalDate termStart, boolean used, String benefits, @Nullable String cardMask) {
        Money nothing = Money.zero(price.getCurrencyUnit());
        return new Subscription(
                "main",
                holder.id(),
                holder.customerId(),
                holder.planId(),
                Map.of("en", english, "zh-CN", chinese),
                terms,
                holder.jurisdiction(),
                holder.zone(),
                channel,
                route,
                autoRenew,
                autoRenew ? termLength : null,
                price,
                price,
                price.isZero() ? null : termStart,
                termStart,
                termLength == null ? null : termStart.plus(termLength),
                used,
                nothing.plus(new BigDecimal(benefits)),
                points,
                coupons,
                IntStream.rangeClosed(1, subAccounts)
                        .mapToObj(n -> "sub-acc-" + n)
                        .toList(),
                devices,
                false,
                holder.contact(),
                cardMask,
                null,
                null,
                autoRenew ? RenewalState.ON : RenewalState.OFF,
                PointsState.USABLE,
                null);
    }
}
