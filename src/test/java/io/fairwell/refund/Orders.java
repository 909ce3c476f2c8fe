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
        return new RefundOrder("main", CASE, RefundOrder.REFUND, amount, route, subscriptionId);
    }
}
