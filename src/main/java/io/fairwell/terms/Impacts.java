package io.fairwell.terms;

import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/** Lists what changes for the customer, the most important first. */
final class Impacts {

    private final List<Impact> impacts = new ArrayList<>();

    private Impacts() {}

    static List<Impact> of(Subscription subscription, TermsRule terms, Assessment assessment) {
        Impacts list = new Impacts();
        list.service(assessment, subscription.price());
        list.elsewhere(subscription, terms, assessment);
        list.belongings(subscription, terms);
        return List.copyOf(list.impacts);
    }

    private void service(Assessment assessment, Money price) {
        EffectiveDate effective = assessment.effective();
        add(
                ImpactKind.ACCESS_ENDS,
                Map.of("date", effective.on().toString(), "when", effective.immediate() ? "last-day" : "first-day"));
        NextCharge charge = assessment.nextCharge();
        if (charge != null) {
            add(
                    ImpactKind.ONE_MORE_CYCLE,
                    Map.of(
                            "date",
                            charge.date().toString(),
                            "cycles",
                            Integer.toString(effective.moreCycles()),
                            "amount",
                            price.getAmount().toPlainString(),
                            "total",
                            price.multipliedBy(effective.moreCycles())
                                    .getAmount()
                                    .toPlainString(),
                            "currency",
                            price.getCurrencyUnit().getCode()));
        }
    }

    private void elsewhere(Subscription subscription, TermsRule terms, Assessment assessment) {
        if (subscription.autoRenew()) {
            add(ImpactKind.RENEWAL_OFF, Map.of());
        }
        String where = terms.whereFor(subscription.channel());
        if (!TermsRule.HERE.equals(where)) {
            add(ImpactKind.CANCEL_ELSEWHERE, Map.of("where", where));
        }
        if (subscription.autoRenew() && subscription.paymentRoute() == PaymentRoute.WALLET) {
            add(ImpactKind.MANDATE_REVOKED, Map.of());
        }
        if (assessment.returnNeeded()) {
            add(ImpactKind.RETURN_NEEDED, Map.of());
        }
    }

    private void belongings(Subscription subscription, TermsRule terms) {
        if (subscription.pointsState() != PointsState.CLEARED) {
            count(ImpactKind.POINTS_LOST, subscription.points());
        }
        count(ImpactKind.COUPONS_LOST, subscription.coupons());
        count(ImpactKind.SUB_ACCOUNTS_END, subscription.subAccounts().size());
        count(ImpactKind.DEVICES_UNBOUND, subscription.devices());
        if (terms.cachedContent()) {
            add(ImpactKind.CACHED_CONTENT_LOST, Map.of());
        }
    }

    private void count(ImpactKind kind, int count) {
        if (count > 0) {
            add(kind, Map.of("count", Integer.toString(count)));
        }
    }

    private void add(ImpactKind kind, Map<String, String> facts) {
        impacts.add(new Impact(kind, facts));
    }
}
