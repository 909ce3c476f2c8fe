package io.fairwell.terms;

import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.Subscription;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;

/**
 * When refunded money arrives, counted from the day it is sent: card 3 to 5 working days, wallet 1 to 2, carrier bill
 * with the next bill, gift balance the same day. Working days are Monday to Friday; public holidays are not known here.
 */
public final class RefundEta {

    private RefundEta() {}

    /**
     * @param sentOn local day of the payment in the subscription's zone
     * @return empty where there is no route to pay to
     */
    public static Optional<Eta> of(Subscription subscription, LocalDate sentOn) {
        return of(subscription.paymentRoute(), sentOn, nextBill(subscription, sentOn));
    }

    /** @param nextBillOn used for {@link PaymentRoute#CARRIER_BILL} only */
    public static Optional<Eta> of(PaymentRoute route, LocalDate sentOn, LocalDate nextBillOn) {
        return switch (route) {
            case CARD -> Optional.of(new Eta(workingDaysAfter(sentOn, 3), workingDaysAfter(sentOn, 5)));
            case WALLET -> Optional.of(new Eta(workingDaysAfter(sentOn, 1), workingDaysAfter(sentOn, 2)));
            case CARRIER_BILL -> Optional.of(new Eta(nextBillOn, nextBillOn));
            case GIFT_BALANCE -> Optional.of(new Eta(sentOn, sentOn));
            case NONE -> Optional.empty();
        };
    }

    /** The first billing date not before that day; a month later where none is known. */
    static LocalDate nextBill(Subscription subscription, LocalDate sentOn) {
        return BillingDates.of(subscription)
                .map(dates -> dates.first(date -> !date.isBefore(sentOn)))
                .orElse(sentOn.plusMonths(1));
    }

    private static LocalDate workingDaysAfter(LocalDate day, int count) {
        LocalDate date = day;
        int left = count;
        while (left > 0) {
            date = date.plusDays(1);
            if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return date;
    }
}
