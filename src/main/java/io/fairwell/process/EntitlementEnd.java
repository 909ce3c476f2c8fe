package io.fairwell.process;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Refund;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.Subscription;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What follows for case and process once a customer's entitlement has ended, by our step or by a person's hand. */
@Component
public class EntitlementEnd {

    private final RunningCases cases;

    EntitlementEnd(RunningCases cases) {
        this.cases = cases;
    }

    /**
     * @param returnNeeded whether the quote has goods come back
     * @return variables: what is left to do
     */
    public Map<String, Object> record(CaseNumber number, boolean returnNeeded) {
        CancellationCase running =
                cases.change(number, (c, now) -> c.executionStarted(now).stepDone(CaseEvent.Kind.BENEFITS_ENDED, now));
        Subscription subscription = cases.subscription(running);
        Refund refund = running.refund();
        boolean toPay = refund.state() == Refund.State.APPROVED
                && refund.amount() != null
                && refund.amount().isPositive();
        return Map.of(
                Variables.MANDATE_TO_REVOKE.name(),
                subscription.paymentRoute() == PaymentRoute.WALLET,
                Variables.MEMBERS_OR_DEVICES.name(),
                !subscription.subAccounts().isEmpty() || subscription.devices() > 0,
                Variables.RETURN_AWAITED.name(),
                toPay && returnNeeded,
                Variables.REFUND_TO_PAY.name(),
                toPay);
    }
}
