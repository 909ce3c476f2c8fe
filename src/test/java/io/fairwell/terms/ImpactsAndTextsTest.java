package io.fairwell.terms;

import static io.fairwell.terms.SubscriptionBuilder.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.subscription.Channel;
import io.fairwell.subscription.PaymentRoute;
import io.fairwell.subscription.Subscription;
import io.fairwell.terms.Impacts.Told;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImpactsAndTextsTest {

    private static final DmnTables TABLES = new DmnTables();
    private static final Locale ZH = Locale.forLanguageTag("zh-CN");

    private final QuoteTexts texts = new QuoteTexts();

    @Test
    void everythingThatChangesIsListed() {
        Subscription subscription = subscription("video-monthly")
                .route(PaymentRoute.WALLET)
                .belongings(1200, 2, 1, "a", "b")
                .build();

        assertThat(impacts(subscription))
                .extracting(Impact::kind)
                .containsExactly(
                        ImpactKind.ACCESS_ENDS,
                        ImpactKind.RENEWAL_OFF,
                        ImpactKind.MANDATE_REVOKED,
                        ImpactKind.POINTS_LOST,
                        ImpactKind.COUPONS_LOST,
                        ImpactKind.SUB_ACCOUNTS_END,
                        ImpactKind.MEMBERS_TOLD,
                        ImpactKind.DEVICES_UNBOUND,
                        ImpactKind.CACHED_CONTENT_LOST);
    }

    @Test
    void whatIsNotThereIsNotLost() {
        assertThat(impacts(subscription("vip-term").autoRenew(false).build()))
                .extracting(Impact::kind)
                .containsExactly(ImpactKind.ACCESS_ENDS);
    }

    @ParameterizedTest
    @CsvSource({
        "retail-annual,     PERIOD_END, POINTS_USABLE_UNTIL_END, POINTS_FROZEN",
        "lifestyle-monthly, PERIOD_END, POINTS_USABLE_UNTIL_END, POINTS_FROZEN",
        "bank-points,       PERIOD_END, POINTS_FROZEN,           POINTS_USABLE_UNTIL_END",
        "vip-term,          PERIOD_END, POINTS_FROZEN,           POINTS_USABLE_UNTIL_END"
    })
    void pointsAreFrozenOrUsableUntilTheEnd(String terms, EffectiveMode mode, ImpactKind told, ImpactKind not) {
        Subscription subscription = subscription(terms).belongings(8600, 0, 0).build();

        assertThat(impacts(subscription, "2026-11-20", mode))
                .extracting(Impact::kind)
                .contains(ImpactKind.POINTS_LOST, told)
                .doesNotContain(not);
        assertThat(impacts(subscription, "2026-11-20", EffectiveMode.IMMEDIATE))
                .extracting(Impact::kind)
                .contains(ImpactKind.POINTS_LOST)
                .doesNotContain(told, not);
    }

    @Test
    void theFeeForEndingBeforeTheMinimumTermIsTold() {
        Subscription contract = subscription("carrier-contract")
                .paid("CNY 1200.00")
                .term("2026-03-01", "2027-03-01")
                .build();

        Impact fee = only(impacts(contract, "2026-08-31"), ImpactKind.EARLY_TERMINATION_FEE);

        assertThat(texts.impact(fee, Locale.ENGLISH))
                .isEqualTo("An early-termination fee of CNY 178.52 is taken off the refund.");
        assertThat(impacts(contract, "2026-08-31", EffectiveMode.PERIOD_END))
                .extracting(Impact::kind)
                .doesNotContain(ImpactKind.EARLY_TERMINATION_FEE);
    }

    @Test
    void theRightsOfATeamAreMovedFirstAndItsMembersTold() {
        assertThat(impacts(subscription("enterprise-seats")
                        .belongings(0, 0, 0, "a")
                        .build()))
                .extracting(Impact::kind)
                .containsSubsequence(ImpactKind.RIGHTS_TO_MOVE, ImpactKind.SUB_ACCOUNTS_END, ImpactKind.MEMBERS_TOLD);
        assertThat(impacts(subscription("enterprise-seats").build()))
                .extracting(Impact::kind)
                .doesNotContain(ImpactKind.RIGHTS_TO_MOVE, ImpactKind.MEMBERS_TOLD);
        assertThat(impacts(
                        subscription("video-monthly").belongings(0, 0, 0, "a").build()))
                .extracting(Impact::kind)
                .contains(ImpactKind.MEMBERS_TOLD)
                .doesNotContain(ImpactKind.RIGHTS_TO_MOVE);
    }

    @Test
    void anActivationThatWasUsedStaysUsed() {
        assertThat(impacts(subscription("licence-key").used(true).build()))
                .extracting(Impact::kind)
                .contains(ImpactKind.LICENCE_STAYS_ACTIVATED);
        assertThat(impacts(subscription("licence-key").used(false).build()))
                .extracting(Impact::kind)
                .doesNotContain(ImpactKind.LICENCE_STAYS_ACTIVATED);
    }

    /** An analyst says in the table what is told and in which order. */
    @Test
    void theTableDecidesWhatIsTold() {
        Subscription subscription = subscription("vip-term").belongings(0, 2, 1).build();
        DecisionTables changed =
                (decision, inputs) -> switch (inputs.get("fact").toString()) {
                    case "COUPONS" -> told("COUPONS_LOST", 1);
                    case "SERVICE_ENDS" -> told("ACCESS_ENDS", 2);
                    default -> told("NONE", 0);
                };

        assertThat(Impacts.of(subscription, rule(subscription), assessment(subscription), changed))
                .extracting(told -> told.impact().kind(), Told::rule)
                .containsExactly(
                        tuple(ImpactKind.COUPONS_LOST, new DecisionRef("impact", 9, "COUPONS_LOST")),
                        tuple(ImpactKind.ACCESS_ENDS, new DecisionRef("impact", 9, "ACCESS_ENDS")));
    }

    /** The refund waits for the goods: no table may keep that from the customer, or from the case. */
    @Test
    void aReturnIsToldWhateverTheTableSays() {
        Subscription goods =
                subscription("physical-bundle").paidOn("2026-11-18").build();
        DecisionTables silent = (decision, inputs) -> told("NONE", 0);

        assertThat(Impacts.of(goods, rule(goods), assessment(goods), silent))
                .extracting(told -> told.impact().kind())
                .containsExactly(ImpactKind.RETURN_NEEDED);
    }

    @Test
    void aChargeToComeIsToldWhateverTheTableSays() {
        Subscription late = subscription("carrier-monthly").billingPeriod("P1M").build();
        DecisionTables silent = (decision, inputs) -> told("NONE", 0);
        Wish wish = new Wish(LocalDate.of(2026, 11, 28), EffectiveMode.PERIOD_END, null, null);

        assertThat(Impacts.of(late, rule(late), assessment(late, wish), silent))
                .extracting(told -> told.impact().kind())
                .containsExactly(ImpactKind.ONE_MORE_CYCLE);
    }

    @Test
    void aConsequenceNobodyKnowsIsAnError() {
        Subscription subscription = subscription("vip-term").build();
        DecisionTables wrong = (decision, inputs) -> told("PARADISE_LOST", 1);

        assertThatThrownBy(() -> Impacts.of(subscription, rule(subscription), assessment(subscription), wrong))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasBoughtElsewhereIsCancelledElsewhere() {
        assertThat(where(subscription("store-subscription").build())).isEqualTo("STORE");
        assertThat(where(
                        subscription("video-monthly").channel(Channel.APP_STORE).build()))
                .isEqualTo("STORE");
        assertThat(where(subscription("vip-term").channel(Channel.PARTNER).build()))
                .isEqualTo("PARTNER");
        assertThat(where(
                        subscription("carrier-contract").channel(Channel.BRANCH).build()))
                .isEqualTo("HERE");
    }

    @Test
    void formulasReadLikeSums() {
        Formula months = new Formula("base.months", List.of("108.00", "8", "12"));

        assertThat(texts.formula(months, Locale.ENGLISH)).isEqualTo("108.00 × 8 unused months ÷ 12");
        assertThat(texts.formula(months, ZH)).isEqualTo("108.00 × 8 个未使用月 ÷ 12");
        assertThat(texts.formula(months, Locale.FRANCE)).isEqualTo("108.00 × 8 unused months ÷ 12");
    }

    @Test
    void datesAreWrittenAsTheLanguageDoes() {
        Impact ends = new Impact(ImpactKind.ACCESS_ENDS, Map.of("date", "2017-05-14", "when", "last-day"));

        assertThat(texts.impact(ends, Locale.ENGLISH)).isEqualTo("Your last day of service is 14 May 2017.");
        assertThat(texts.impact(ends, ZH)).isEqualTo("服务立即终止，最后使用日为 2017年5月14日。");
    }

    @Test
    void oneMoreCycleIsTold() {
        Subscription late = subscription("carrier-monthly").billingPeriod("P1M").build();
        Impact more = impacts(late, "2026-11-28").stream()
                .filter(impact -> impact.kind() == ImpactKind.ONE_MORE_CYCLE)
                .findFirst()
                .orElseThrow();

        assertThat(texts.impact(more, Locale.ENGLISH))
                .contains("One more billing period", "CNY 30.00", "1 December 2026");
        assertThat(texts.impact(more, ZH)).contains("扣费一个账期", "人民币 30.00 元", "2026年12月1日");
    }

    @ParameterizedTest
    @EnumSource(ImpactKind.class)
    void everyImpactIsWorded(ImpactKind kind) {
        Map<String, String> facts = switch (kind) {
            case ACCESS_ENDS -> Map.of("date", "2026-12-01", "when", "first-day");
            case ONE_MORE_CYCLE ->
                Map.of("date", "2026-12-01", "cycles", "2", "amount", "1.00", "total", "2.00", "currency", "CNY");
            case EARLY_TERMINATION_FEE -> Map.of("amount", "1.00", "currency", "CNY");
            case POINTS_FROZEN, POINTS_USABLE_UNTIL_END -> Map.of("date", "2026-12-01");
            case CANCEL_ELSEWHERE -> Map.of("where", "STORE");
            case POINTS_LOST, COUPONS_LOST, DEVICES_UNBOUND, SUB_ACCOUNTS_END -> Map.of("count", "3");
            default -> Map.of();
        };
        for (Locale locale : List.of(Locale.ENGLISH, ZH)) {
            assertThat(texts.impact(new Impact(kind, facts), locale)).doesNotContain(kind.name(), "{");
        }
    }

    @Test
    void everyWordOfTheTablesAndEnumsIsThereInBothLanguages() throws IOException {
        Set<String> english = keys("terms.properties");
        assertThat(keys("terms_zh_CN.properties")).isEqualTo(english);
        for (RefundMethod method : RefundMethod.values()) {
            assertThat(english).contains("method." + method);
        }
        for (PaymentRoute route : PaymentRoute.values()) {
            assertThat(english).contains("route." + route);
        }
        for (LineKind kind : LineKind.values()) {
            assertThat(english).contains("line." + kind);
        }
        for (String jurisdiction : List.of("CN", "DE", "EU", "FR", "UK", "US-CA", "JP")) {
            TermsDecisionTest.profiles().forEach(terms -> {
                for (int year = 2014; year <= 2030; year++) {
                    Decision decision = TABLES.evaluate(
                            "regulation", TableInputs.of(terms, jurisdiction, LocalDate.of(year, 11, 20)));
                    assertThat(english).contains("legal." + decision.text("legalBasis"));
                }
            });
        }
    }

    @Test
    void aCodeWithoutWordsIsShownAsItIs() {
        assertThat(texts.legalBasis("XX_NEW_LAW", Locale.ENGLISH)).isEqualTo("XX_NEW_LAW");
    }

    private static Set<String> keys(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(QuoteTexts.class.getResourceAsStream("/messages/" + file))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    private static String where(Subscription subscription) {
        return rule(subscription).whereFor(subscription.channel());
    }

    private static TermsRule rule(Subscription subscription) {
        return TermsRule.of(TABLES.evaluate("terms", inputs(subscription)));
    }

    private static Map<String, Object> inputs(Subscription subscription) {
        return TableInputs.of(subscription, LocalDate.of(2026, 11, 20));
    }

    private static List<Impact> impacts(Subscription subscription) {
        return impacts(subscription, "2026-11-20");
    }

    private static List<Impact> impacts(Subscription subscription, String requestOn) {
        return impacts(subscription, requestOn, EffectiveMode.IMMEDIATE);
    }

    private static List<Impact> impacts(Subscription subscription, String requestOn, EffectiveMode mode) {
        Assessment assessment = assessment(subscription, new Wish(LocalDate.parse(requestOn), mode, null, null));
        return Impacts.of(subscription, rule(subscription), assessment, TABLES).stream()
                .map(Told::impact)
                .toList();
    }

    private static Assessment assessment(Subscription subscription) {
        return assessment(subscription, new Wish(LocalDate.of(2026, 11, 20), EffectiveMode.PERIOD_END, null, null));
    }

    private static Assessment assessment(Subscription subscription, Wish wish) {
        RegulationRule regulation = RegulationRule.of(TABLES.evaluate("regulation", inputs(subscription)));
        return Assessment.of(subscription, rule(subscription), regulation, wish);
    }

    private static Decision told(String kind, int rank) {
        return new Decision("impact", 9, kind, Map.of("impactKind", kind, "rank", rank));
    }

    private static Impact only(List<Impact> impacts, ImpactKind kind) {
        assertThat(impacts).extracting(Impact::kind).containsOnlyOnce(kind);
        return impacts.stream()
                .filter(impact -> impact.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
