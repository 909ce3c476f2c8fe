package io.fairwell.terms;

import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.PointsState;
import io.fairwell.subscription.Subscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/** Gathers what holds for an agreement that is to end, and asks decision {@code impact} what the customer is told. */
final class Impacts {

    static final String DECISION = "impact";

    /** What the table says where nothing is told. */
    private static final String NOT_TOLD = "NONE";

    private final Subscription subscription;
    private final TermsRule terms;
    private final Assessment assessment;
    private final DecisionTables tables;
    private final List<Told> told = new ArrayList<>();

    private Impacts(Subscription subscription, TermsRule terms, Assessment assessment, DecisionTables tables) {
        this.subscription = subscription;
        this.terms = terms;
        this.assessment = assessment;
        this.tables = tables;
    }

    /** @param rule what has it told */
    record Told(Impact impact, int rank, DecisionRef rule) {}

    /**
     * @return in the order in which it is told
     * @throws RuntimeException when the table holds something that is no number or known word
     */
    static List<Told> of(Subscription subscription, TermsRule terms, Assessment assessment, DecisionTables tables) {
        Impacts impacts = new Impacts(subscription, terms, assessment, tables);
        impacts.service();
        impacts.arrangements();
        impacts.points();
        impacts.belongings();
        impacts.anyAgreement();
        return impacts.told.stream().sorted(Comparator.comparingInt(Told::rank)).toList();
    }

    private void service() {
        EffectiveDate effective = assessment.effective();
        ask(
                ImpactFact.SERVICE_ENDS,
                Map.of("date", effective.on().toString(), "when", effective.immediate() ? "last-day" : "first-day"));
        NextCharge charge = assessment.nextCharge();
        if (charge != null) {
            Money total = subscription.price().multipliedBy(effective.moreCycles());
            tellAlways(
                    ImpactFact.CHARGE_TO_COME,
                    ImpactKind.ONE_MORE_CYCLE,
                    Map.of(
                            "date",
                            charge.date().toString(),
                            "cycles",
                            Integer.toString(effective.moreCycles()),
                            "amount",
                            plain(subscription.price()),
                            "total",
                            plain(total),
                            "currency",
                            total.getCurrencyUnit().getCode()));
        }
        assessment.lines().stream()
                .filter(line -> line.kind() == LineKind.EARLY_TERMINATION)
                .map(line -> line.amount().abs())
                .forEach(fee -> ask(
                        ImpactFact.EARLY_TERMINATION_FEE,
                        Map.of(
                                "amount",
                                plain(fee),
                                "currency",
                                fee.getCurrencyUnit().getCode())));
    }

    private void arrangements() {
        askIf(subscription.autoRenew(), ImpactFact.RENEWAL);
        String where = terms.whereFor(subscription.channel());
        if (!TermsRule.HERE.equals(where)) {
            ask(ImpactFact.BOUGHT_ELSEWHERE, Map.of("where", where));
        }
        askIf(subscription.autoRenew() && subscription.paymentRoute() == PaymentRoute.WALLET, ImpactFact.MANDATE);
        if (assessment.returnNeeded()) {
            tellAlways(ImpactFact.RETURN, ImpactKind.RETURN_NEEDED, Map.of());
        }
        askIf(terms.transferRights() && !subscription.subAccounts().isEmpty(), ImpactFact.RIGHTS);
    }

    /** Where the service ends at once there is no time in which points could be frozen or used. */
    private void points() {
        if (subscription.pointsState() == PointsState.CLEARED || subscription.points() == 0) {
            return;
        }
        count(ImpactFact.POINTS, subscription.points());
        if (!assessment.effective().immediate()) {
            ask(
                    terms.freezePoints() ? ImpactFact.POINTS_FROZEN : ImpactFact.POINTS_USABLE,
                    Map.of("date", assessment.effective().on().toString()));
        }
    }

    private void belongings() {
        count(ImpactFact.COUPONS, subscription.coupons());
        count(ImpactFact.SUB_ACCOUNTS, subscription.subAccounts().size());
        askIf(!subscription.subAccounts().isEmpty(), ImpactFact.MEMBERS);
        count(ImpactFact.DEVICES, subscription.devices());
    }

    private void anyAgreement() {
        askIf(subscription.used(), ImpactFact.USED);
        ask(ImpactFact.CONTENT, Map.of());
        ask(ImpactFact.REMAINDER, Map.of());
        ask(ImpactFact.ORDERS, Map.of());
    }

    private void count(ImpactFact fact, int count) {
        if (count > 0) {
            ask(fact, Map.of("count", Integer.toString(count)));
        }
    }

    private void askIf(boolean holds, ImpactFact fact) {
        if (holds) {
            ask(fact, Map.of());
        }
    }

    /** No charge comes unannounced, and no refund waits for goods nobody asked for, whatever the table says. */
    private void tellAlways(ImpactFact fact, ImpactKind kind, Map<String, String> facts) {
        tell(new Impact(kind, facts), decide(fact));
    }

    private void ask(ImpactFact fact, Map<String, String> facts) {
        Decision decision = decide(fact);
        String kind = decision.text("impactKind");
        if (!kind.equals(NOT_TOLD)) {
            tell(new Impact(ImpactKind.valueOf(kind), facts), decision);
        }
    }

    private Decision decide(ImpactFact fact) {
        return tables.evaluate(DECISION, Map.of("fact", fact.name(), "terms", subscription.terms()));
    }

    private void tell(Impact impact, Decision decision) {
        told.add(new Told(impact, decision.number("rank").intValueExact(), decision.reference()));
    }

    private static String plain(Money money) {
        return money.getAmount().toPlainString();
    }
}
