package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import java.util.Optional;
import org.joda.money.Money;

final class Orders {

    static final CaseNumber CASE = numbered("FW-20260310-7K3M9");

    private Orders() {}

    /** Puts the right check character behind the body. */
    static CaseNumber numbered(String body) {
        return "123456789ABCDEFGHJKMNPQRSTVWXYZ"
                .chars()
                .mapToObj(check -> CaseNumber.parse(body + (char) check))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    static RefundOrder order(String amount) {
        return order(Money.parse(amount), "CARD", "sub-1");
    }

    static RefundOrder order(Money amount, String route, String subscriptionId) {
        return leg(RefundOrder.REFUND, amount, route, subscriptionId);
    }

    /** Out of the payment for the term, with room for anything. */
    static RefundOrder leg(String leg, Money amount, String route, String subscriptionId) {
        return order(
                leg,
                amount,
                RefundOrder.TERM,
                Money.ofMajor(amount.getCurrencyUnit(), 1_000_000),
                route,
                subscriptionId);
    }

    static RefundOrder order(String leg, String amount, String source, String refundable) {
        return order(leg, Money.parse(amount), source, Money.parse(refundable), "CARD", "sub-1");
    }

    private static RefundOrder order(
            String leg, Money amount, String source, Money refundable, String route, String subscriptionId) {
        return new RefundOrder("main", CASE, leg, amount, route, subscriptionId, source, refundable, null);
    }
}
