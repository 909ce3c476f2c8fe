package io.fairwell.subscription;

import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.RenewalState;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One agreement of one customer. Dates are local dates in {@code timeZone}; a term is {@code [termStart, termEnd)}.
 *
 * @param planName display names by language tag
 * @param terms id of the terms profile
 * @param billingPeriod null where nothing is billed again
 * @param price what the next period costs
 * @param paid what was paid for the current term
 * @param paidOn null where nothing was paid
 * @param termEnd also the next billing date; null for a lifetime right
 * @param benefitsEnjoyed value of discounts taken in this term
 * @param cardMask card number with its middle digits hidden, where one belongs to it
 * @param paymentReference the payment gateway's own number of the payment for the current term, where it has one
 * @param mandateReference the payment gateway's own number of the standing permission to charge
 * @param endedOn set once the subscription has been ended
 */
public record Subscription(
        String tenantId,
        String id,
        String customerId,
        String planId,
        Map<String, String> planName,
        String terms,
        String jurisdiction,
        ZoneId timeZone,
        Channel channel,
        PaymentRoute paymentRoute,
        boolean autoRenew,
        @Nullable Period billingPeriod,
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
        @Nullable LocalDate endedOn) {

    /** How upstream systems write the end of a right that has none. */
    private static final LocalDate NO_END = LocalDate.of(9999, 12, 31);

    public Subscription {
        termEnd = NO_END.equals(termEnd) ? null : termEnd;
        planName = Map.copyOf(planName);
        subAccounts = List.copyOf(subAccounts);
    }

    public boolean isEnded() {
        return endedOn != null;
    }

    /**
     * Whether there is nothing left to cancel: ended already, or its term over without a renewal.
     *
     * @param requestOn local day of the request in {@code timeZone}
     */
    public boolean hasNothingToCancel(LocalDate requestOn) {
        return isEnded() || (termEnd != null && !autoRenew && !requestOn.isBefore(termEnd));
    }

    /** The visible end of the card number. */
    public Optional<String> lastFourDigits() {
        return Optional.ofNullable(cardMask)
                .filter(mask -> mask.matches(".*\\d{4}"))
                .map(mask -> mask.substring(mask.length() - 4));
    }
}
