package io.fairwell.terms;

import io.fairwell.subscription.Subscription;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * When refunded money arrives, counted from the day it is sent, as decision {@code refund-eta} says for the payment
 * route. Working days are Monday to Friday; public holidays are not known here.
 *
 * @param rule what promises it
 */
public record RefundEta(Eta eta, DecisionRef rule) {

    private static final String DECISION = "refund-eta";

    private enum Unit {
        WORKING_DAYS,
        NEXT_BILL,
        NONE
    }

    /**
     * @param sentOn local day of the payment in the subscription's zone
     * @return empty where there is no route to pay to
     * @throws RuntimeException when the table holds something that is no number or known word
     */
    public static Optional<RefundEta> of(DecisionTables tables, Subscription subscription, LocalDate sentOn) {
        Decision decision = tables.evaluate(
                DECISION, Map.of("paymentRoute", subscription.paymentRoute().name()));
        return eta(decision, subscription, sentOn).map(eta -> new RefundEta(eta, decision.reference()));
    }

    private static Optional<Eta> eta(Decision decision, Subscription subscription, LocalDate sentOn) {
        return switch (Unit.valueOf(decision.text("unit"))) {
            case WORKING_DAYS ->
                Optional.of(new Eta(
                        workingDaysAfter(sentOn, decision.number("from").intValueExact()),
                        workingDaysAfter(sentOn, decision.number("to").intValueExact())));
            case NEXT_BILL -> {
                LocalDate bill = nextBill(subscription, sentOn);
                yield Optional.of(new Eta(bill, bill));
            }
            case NONE -> Optional.empty();
        };
    }

    /** The first billing date not before that day; a month later where none is known. */
    private static LocalDate nextBill(Subscription subscription, LocalDate sentOn) {
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
