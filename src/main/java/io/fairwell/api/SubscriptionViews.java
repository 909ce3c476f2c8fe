package io.fairwell.api;

import io.fairwell.api.SubscriptionView.CancellationInfo;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.Decision;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.NextCharge;
import io.fairwell.terms.NoRuleApplies;
import io.fairwell.terms.Places;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows subscriptions together with what cancelling them would meet. */
@Component
class SubscriptionViews {

    private final CancellationCases cases;
    private final DecisionTables decisions;

    SubscriptionViews(CancellationCases cases, DecisionTables decisions) {
        this.cases = cases;
        this.decisions = decisions;
    }

    SubscriptionView view(Subscription s) {
        return new SubscriptionView(
                s.id(),
                s.customerId(),
                s.planId(),
                s.planName(),
                s.terms(),
                s.jurisdiction(),
                s.timeZone().getId(),
                s.channel(),
                s.paymentRoute(),
                s.autoRenew(),
                s.billingPeriod() == null ? null : s.billingPeriod().toString(),
                s.price(),
                s.paid(),
                s.paidOn(),
                s.termStart(),
                s.termEnd(),
                s.used(),
                s.benefitsEnjoyed(),
                s.points(),
                s.coupons(),
                s.subAccounts(),
                s.devices(),
                s.installmentsOutstanding(),
                s.contact(),
                s.cardMask(),
                s.paymentReference(),
                s.mandateReference(),
                s.renewal(),
                s.pointsState(),
                s.endedOn(),
                nextCharge(s),
                cancellation(s));
    }

    private static @Nullable NextCharge nextCharge(Subscription s) {
        boolean renews = s.autoRenew() && s.renewal() == RenewalState.ON && !s.isEnded();
        return renews && s.billingPeriod() != null && s.termEnd() != null
                ? new NextCharge(s.termEnd(), s.price())
                : null;
    }

    private CancellationInfo cancellation(Subscription s) {
        String openCase = cases.findOpen(s.tenantId(), s.id())
                .map(CancellationCase::number)
                .map(Object::toString)
                .orElse(null);
        return new CancellationInfo(openCase == null && !s.isEnded(), where(s), openCase);
    }

    private @Nullable String where(Subscription s) {
        try {
            Decision terms = decisions.evaluate("terms", Map.of("terms", s.terms(), "jurisdiction", s.jurisdiction()));
            return Places.of(terms.text("where"), s.channel());
        } catch (NoRuleApplies removedSince) {
            return null;
        }
    }
}
