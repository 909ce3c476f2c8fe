package io.fairwell.terms;

import static io.fairwell.terms.SubscriptionBuilder.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefundEtaDecisionTest {

    private static final DmnTables TABLES = new DmnTables();

    @ParameterizedTest
    @CsvSource({
        "CARD,         card,         3, 5, WORKING_DAYS",
        "WALLET,       wallet,       1, 2, WORKING_DAYS",
        "CARRIER_BILL, carrier-bill, 0, 0, NEXT_BILL",
        "GIFT_BALANCE, gift-balance, 0, 0, WORKING_DAYS",
        "NONE,         no-route,     0, 0, NONE",
        "CHEQUE,       no-route,     0, 0, NONE"
    })
    void aRouteTakesItsTime(String route, String rule, int from, int to, String unit) {
        Decision decision = TABLES.evaluate("refund-eta", Map.of("paymentRoute", route));

        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.outputs()).isEqualTo(Map.of("from", from, "to", to, "unit", unit));
    }

    /** 20 November 2026 is a Friday. */
    @ParameterizedTest
    @CsvSource({
        "CARD,         2026-11-20, 2026-11-25, 2026-11-27",
        "CARD,         2026-11-21, 2026-11-25, 2026-11-27",
        "WALLET,       2026-11-20, 2026-11-23, 2026-11-24",
        "CARRIER_BILL, 2026-11-20, 2026-12-01, 2026-12-01",
        "CARRIER_BILL, 2026-12-01, 2026-12-01, 2026-12-01",
        "CARRIER_BILL, 2026-12-02, 2027-01-01, 2027-01-01",
        "GIFT_BALANCE, 2026-11-21, 2026-11-21, 2026-11-21"
    })
    void moneyArrivesByRoute(PaymentRoute route, LocalDate sentOn, LocalDate from, LocalDate to) {
        Subscription subscription = subscription("vip-term").route(route).build();

        assertThat(RefundEta.of(TABLES, subscription, sentOn))
                .contains(new RefundEta(
                        new Eta(from, to),
                        new DecisionRef(
                                "refund-eta", 1, route.name().toLowerCase().replace('_', '-'))));
    }

    @Test
    void withoutARouteNoMoneyArrives() {
        Subscription unpaid =
                subscription("bank-points").route(PaymentRoute.NONE).build();

        assertThat(RefundEta.of(TABLES, unpaid, LocalDate.of(2026, 11, 20))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PaymentRoute.class)
    void theTableIsWhatCounts(PaymentRoute route) {
        DecisionTables tomorrow = (decision, inputs) ->
                new Decision(decision, 7, "any", Map.of("from", 1, "to", 1, "unit", "WORKING_DAYS"));
        LocalDate monday = LocalDate.of(2026, 11, 23);

        assertThat(RefundEta.of(tomorrow, subscription("vip-term").route(route).build(), monday))
                .contains(new RefundEta(
                        new Eta(monday.plusDays(1), monday.plusDays(1)), new DecisionRef("refund-eta", 7, "any")));
    }

    @Test
    void aWordNobodyKnowsIsAnError() {
        DecisionTables wrong =
                (decision, inputs) -> new Decision(decision, 7, "any", Map.of("from", 1, "to", 1, "unit", "MOONS"));

        assertThatThrownBy(() -> RefundEta.of(wrong, subscription("vip-term").build(), LocalDate.of(2026, 11, 23)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
