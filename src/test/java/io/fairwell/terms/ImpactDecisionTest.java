package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImpactDecisionTest {

    private static final DmnTables TABLES = new DmnTables();

    @ParameterizedTest
    @CsvSource({
        "SERVICE_ENDS,          vip-term,          access-ends,           ACCESS_ENDS,             10",
        "CHARGE_TO_COME,        carrier-monthly,   more-cycles,           ONE_MORE_CYCLE,          20",
        "EARLY_TERMINATION_FEE, carrier-contract,  early-termination-fee, EARLY_TERMINATION_FEE,   30",
        "RENEWAL,               vip-term,          renewal-off,           RENEWAL_OFF,             40",
        "BOUGHT_ELSEWHERE,      reseller-term,     cancel-elsewhere,      CANCEL_ELSEWHERE,        50",
        "MANDATE,               video-monthly,     mandate-revoked,       MANDATE_REVOKED,         60",
        "RETURN,                physical-bundle,   return-needed,         RETURN_NEEDED,           70",
        "RIGHTS,                enterprise-seats,  rights-to-move,        RIGHTS_TO_MOVE,          80",
        "POINTS,                bank-points,       points-lost,           POINTS_LOST,             90",
        "POINTS_FROZEN,         bank-points,       points-frozen,         POINTS_FROZEN,           100",
        "POINTS_USABLE,         retail-annual,     points-usable,         POINTS_USABLE_UNTIL_END, 110",
        "COUPONS,               vip-term,          coupons-lost,          COUPONS_LOST,            120",
        "SUB_ACCOUNTS,          enterprise-seats,  sub-accounts-end,      SUB_ACCOUNTS_END,        130",
        "MEMBERS,               enterprise-seats,  members-told,          MEMBERS_TOLD,            140",
        "DEVICES,               lifetime,          devices-unbound,       DEVICES_UNBOUND,         150",
        "USED,                  licence-key,       licence-activated,     LICENCE_STAYS_ACTIVATED, 160",
        "USED,                  lifetime,          other-use,             NONE,                    0",
        "CONTENT,               video-monthly,     cached-content-lost,   CACHED_CONTENT_LOST,     170",
        "CONTENT,               vip-term,          other-content,         NONE,                    0",
        "REMAINDER,             carrier-data-pack, rest-forfeited,        REST_FORFEITED,          180",
        "REMAINDER,             carrier-monthly,   other-remainder,       NONE,                    0",
        "ORDERS,                lifestyle-monthly, orders-kept,           ORDERS_KEPT,             190",
        "ORDERS,                retail-annual,     other-orders,          NONE,                    0",
        "WEATHER,               retail-annual,     unknown-fact,          NONE,                    0"
    })
    void aFactIsToldAsTheTermsSay(String fact, String terms, String rule, String kind, int rank) {
        Decision decision = TABLES.evaluate("impact", Map.of("fact", fact, "terms", terms));

        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.outputs()).isEqualTo(Map.of("impactKind", kind, "rank", rank));
    }

    /** Hit policy UNIQUE: an overlap makes the engine fail, a gap leaves no rule. A new profile needs no new rule. */
    @ParameterizedTest
    @EnumSource(ImpactFact.class)
    void everyFactHasARuleOfItsOwnUnderAllTerms(ImpactFact fact) {
        TermsDecisionTest.profiles()
                .forEach(profile -> assertThat(rule(fact, profile)).isNotEqualTo("unknown-fact"));
        assertThat(rule(fact, "a-seventeenth")).isNotEmpty().isNotEqualTo("unknown-fact");
    }

    @ParameterizedTest
    @MethodSource("io.fairwell.terms.TermsDecisionTest#profiles")
    void noTwoConsequencesHaveTheSameRank(String profile) {
        assertThat(Arrays.stream(ImpactFact.values())
                        .map(fact -> TABLES.evaluate("impact", Map.of("fact", fact.name(), "terms", profile)))
                        .filter(decision -> !decision.text("impactKind").equals("NONE"))
                        .map(decision -> decision.text("rank")))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyConsequenceIsToldBySomeRule() {
        assertThat(TermsDecisionTest.profiles()
                        .flatMap(profile -> Arrays.stream(ImpactFact.values())
                                .map(fact -> TABLES.evaluate("impact", Map.of("fact", fact.name(), "terms", profile))))
                        .map(decision -> decision.text("impactKind"))
                        .collect(Collectors.toSet()))
                .contains(Arrays.stream(ImpactKind.values()).map(Enum::name).toArray(String[]::new));
    }

    private static String rule(ImpactFact fact, String terms) {
        return TABLES.evaluate("impact", Map.of("fact", fact.name(), "terms", terms))
                .rule();
    }
}
