package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegulationDecisionTest {

    private static final DmnTables TABLES = new DmnTables();
    private static final List<String> JURISDICTIONS =
            List.of("CN", "DE", "EU", "FR", "UK", "US-CA", "JP", "US", "", "cn");
    /** The first day of everything that came into force, and the day before it. */
    private static final List<String> DAYS = Stream.of(
                    "2021-05-01", "2022-07-01", "2023-06-01", "2025-05-01", "2025-07-01", "2026-06-19", "2027-01-01")
            .flatMap(day -> Stream.of(LocalDate.parse(day).minusDays(1).toString(), day))
            .toList();

    static Stream<Arguments> everywhereAlways() {
        return JURISDICTIONS.stream()
                .flatMap(jurisdiction -> Stream.concat(Stream.of("1999-12-31", "2099-02-28"), DAYS.stream())
                        .map(day -> Arguments.of(jurisdiction, day)));
    }

    @ParameterizedTest
    @CsvSource({
        "CN,    video-monthly,   2021-04-30, CN-before-2021,            '',   false, AFTER_DECLARATION, CN_CONSUMER_9,        P15D, 2014-03-15",
        "CN,    video-monthly,   2021-05-01, CN,                        '',   false, AFTER_DECLARATION, CN_ONLINE_TRADING_18, P15D, 2021-05-01",
        "CN,    bank-points,     2026-11-20, CN,                        '',   false, AFTER_DECLARATION, CN_ONLINE_TRADING_18, P15D, 2021-05-01",
        "CN,    retail-annual,   2017-05-14, CN-prepaid-before-2025,    '',   false, AFTER_DECLARATION, CN_CONSUMER_53,       P15D, 2014-03-15",
        "CN,    vip-term,        2025-04-30, CN-prepaid-before-2025,    '',   false, AFTER_DECLARATION, CN_CONSUMER_53,       P15D, 2014-03-15",
        "CN,    vip-term,        2025-05-01, CN-prepaid,                P7D,  false, AFTER_DECLARATION, CN_PREPAID_2025_4,    P15D, 2025-05-01",
        "CN,    physical-bundle, 2017-05-14, CN-goods,                  P7D,  false, AFTER_DECLARATION, CN_CONSUMER_25,       P7D,  2014-03-15",
        "CN,    physical-bundle, 2026-11-20, CN-goods,                  P7D,  false, AFTER_DECLARATION, CN_CONSUMER_25,       P7D,  2014-03-15",
        "DE,    video-monthly,   2022-06-30, DE-before-2022,            P14D, true,  AFTER_DECLARATION, DE_BGB_355,           P14D, 2014-06-13",
        "DE,    lifetime,        2022-06-30, DE-unprorated-before-2022, P14D, false, AFTER_DECLARATION, DE_BGB_355,           P14D, 2014-06-13",
        "DE,    video-monthly,   2022-07-01, DE,                        P14D, true,  NONE,              DE_BGB_312K,          P14D, 2022-07-01",
        "DE,    licence-key,     2022-07-01, DE-unprorated,             P14D, false, NONE,              DE_BGB_312K,          P14D, 2022-07-01",
        "EU,    vip-term,        2026-06-18, EU-before-2026,            P14D, true,  AFTER_DECLARATION, EU_CRD_9_16,          P14D, 2014-06-13",
        "EU,    lifetime,        2026-06-18, EU-unprorated-before-2026, P14D, false, AFTER_DECLARATION, EU_CRD_9_16,          P14D, 2014-06-13",
        "EU,    vip-term,        2026-06-19, EU,                        P14D, true,  AFTER_DECLARATION, EU_CRD_11A,           P14D, 2026-06-19",
        "EU,    lifetime,        2026-06-19, EU-unprorated,             P14D, false, AFTER_DECLARATION, EU_CRD_11A,           P14D, 2026-06-19",
        "FR,    vip-term,        2023-05-31, FR-before-2023,            P14D, true,  AFTER_DECLARATION, FR_L221_18,           P14D, 2016-07-01",
        "FR,    physical-bundle, 2023-05-31, FR-unprorated-before-2023, P14D, false, AFTER_DECLARATION, FR_L221_18,           P14D, 2016-07-01",
        "FR,    vip-term,        2023-06-01, FR,                        P14D, true,  AFTER_DECLARATION, FR_L215_1_1,          P14D, 2023-06-01",
        "FR,    physical-bundle, 2023-06-01, FR-unprorated,             P14D, false, AFTER_DECLARATION, FR_L215_1_1,          P14D, 2023-06-01",
        "UK,    vip-term,        2026-12-31, UK,                        P14D, true,  AFTER_DECLARATION, UK_CCR_2013,          P14D, 2014-06-13",
        "UK,    licence-key,     2026-12-31, UK-unprorated,             P14D, false, AFTER_DECLARATION, UK_CCR_2013,          P14D, 2014-06-13",
        "UK,    vip-term,        2027-01-01, UK-from-2027,              P14D, true,  AFTER_DECLARATION, UK_DMCC_260_267,      P14D, 2027-01-01",
        "UK,    licence-key,     2027-01-01, UK-unprorated-from-2027,   P14D, false, AFTER_DECLARATION, UK_DMCC_260_267,      P14D, 2027-01-01",
        "US-CA, vip-term,        2025-06-30, US-CA-before-2025,         '',   false, AFTER_DECLARATION, US_CA_ARL_2018,       P7D,  2018-07-01",
        "US-CA, vip-term,        2025-07-01, US-CA,                     '',   false, AFTER_DECLARATION, US_CA_ARL,            P7D,  2025-07-01",
        "JP,    vip-term,        2026-11-20, DEFAULT,                   '',   false, AFTER_DECLARATION, AGREED_TERMS,         P7D,  1970-01-01",
        "US,    lifetime,        2017-05-14, DEFAULT,                   '',   false, AFTER_DECLARATION, AGREED_TERMS,         P7D,  1970-01-01"
    })
    void aJurisdictionAsksForWhatItsSourceSaidOnThatDay(
            String jurisdiction,
            String terms,
            LocalDate declaredOn,
            String rule,
            String coolingOff,
            boolean prorated,
            String offer,
            String legalBasis,
            String refundDeadline,
            String validFrom) {
        Decision decision = decide(jurisdiction, terms, declaredOn);

        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.outputs())
                .containsAllEntriesOf(Map.of(
                        "coolingOff",
                        coolingOff,
                        "usedProrated",
                        prorated,
                        "offerPlacement",
                        offer,
                        "legalBasis",
                        legalBasis,
                        "refundDeadline",
                        refundDeadline,
                        "validFrom",
                        validFrom));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN    | 2026-11-20 | NAME, CONTRACT, CONTACT, CODE, CARD | OPTIONAL           | PT24H | P3Y | 12315",
                "CN    | 2017-05-14 | NAME, CONTRACT, CONTACT, CODE, CARD | OPTIONAL           | PT24H | P3Y | 12315",
                "DE    | 2022-06-30 | NAME, CONTRACT, CONTACT, CODE, CARD | OPTIONAL           | PT24H | P3Y | ''",
                "DE    | 2026-11-20 | NAME, CONTRACT, CONTACT             | EXTRAORDINARY_ONLY | PT0S  | P3Y | ''",
                "EU    | 2026-06-18 | NAME, CONTRACT, CONTACT, CODE, CARD | OPTIONAL           | PT24H | P3Y | ''",
                "EU    | 2026-06-19 | NAME, CONTRACT, CONTACT             | NO                 | PT24H | P3Y | ''",
                "FR    | 2026-11-20 | NAME, CONTRACT, CONTACT             | OPTIONAL           | PT24H | P5Y | ''",
                "UK    | 2026-11-20 | NAME, CONTRACT, CONTACT, CODE, CARD | OPTIONAL           | PT24H | P6Y | ''",
                "UK    | 2027-01-01 | NAME, CONTRACT, CONTACT, CODE, CARD | OPTIONAL           | PT24H | P6Y | ''",
                "US-CA | 2026-11-20 | NAME, CONTRACT, CONTACT, CODE, CARD | OPTIONAL           | PT24H | P3Y | ''",
                "JP    | 2026-11-20 | NAME, CONTRACT, CONTACT, CODE, CARD | OPTIONAL           | PT24H | P3Y | ''"
            })
    void thePageTheReceiptAndTheRecordsAreAsItsSourceAsks(
            String jurisdiction,
            LocalDate declaredOn,
            String identityFields,
            String reason,
            String receipt,
            String retention,
            String authority) {
        assertThat(decide(jurisdiction, "video-monthly", declaredOn).outputs())
                .containsAllEntriesOf(Map.of(
                        "maxCustomerActions",
                        2,
                        "identityFieldsAllowed",
                        identityFields,
                        "reasonAllowed",
                        reason,
                        "receiptDeadline",
                        receipt,
                        "retention",
                        retention,
                        "complaintAuthority",
                        authority));
    }

    /** Hit policy UNIQUE: an overlap makes the engine fail, a gap leaves no rule. */
    @ParameterizedTest
    @MethodSource("everywhereAlways")
    void everyProfileHasExactlyOneRuleThatCanBeRead(String jurisdiction, String day) {
        Stream.concat(TermsDecisionTest.profiles(), Stream.of("a-seventeenth"))
                .forEach(profile -> assertReadable(decide(jurisdiction, profile, LocalDate.parse(day))));
    }

    private static void assertReadable(Decision decision) {
        assertThat(decision.rule()).isNotEmpty();
        assertThat(decision.outputs()).hasSize(12).doesNotContainValue(null);
        assertThat(RegulationRule.of(decision).rule()).isEqualTo(decision.reference());
        assertThat(decision.text("offerPlacement")).isIn("NONE", "AFTER_DECLARATION");
        assertThat(decision.text("reasonAllowed")).isIn("OPTIONAL", "EXTRAORDINARY_ONLY", "NO");
        assertThat(Set.of("NAME", "CONTRACT", "CONTACT", "CODE", "CARD"))
                .containsAll(List.of(decision.text("identityFieldsAllowed").split(", ")));
        assertThat(Duration.parse(decision.text("receiptDeadline"))).isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(Period.parse(decision.text("refundDeadline")).getDays()).isBetween(1, 15);
        assertThat(Period.parse(decision.text("retention")).toTotalMonths()).isGreaterThanOrEqualTo(36);
        assertThat(LocalDate.parse(decision.text("validFrom"))).isBefore("2028-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "EU", "FR", "UK"})
    void theWindowIsAtLeastFourteenDaysOnEveryDay(String jurisdiction) {
        TermsDecisionTest.profiles()
                .forEach(profile -> DAYS.forEach(day -> assertThat(
                                RegulationRule.of(decide(jurisdiction, profile, LocalDate.parse(day)))
                                        .coolingOff())
                        .isEqualTo(Period.ofDays(14))));
    }

    /** What is in force on a day came into force by then; only the earliest rule reaches further back. */
    @ParameterizedTest
    @ValueSource(strings = {"CN", "DE", "EU", "FR", "UK", "US-CA", "JP"})
    void aRuleIsInForceFromItsFirstDayOn(String jurisdiction) {
        DAYS.forEach(day -> {
            LocalDate validFrom = LocalDate.parse(
                    decide(jurisdiction, "video-monthly", LocalDate.parse(day)).text("validFrom"));
            assertThat(validFrom).isBeforeOrEqualTo(day);
            assertThat(decide(jurisdiction, "video-monthly", validFrom).rule())
                    .isEqualTo(decide(jurisdiction, "video-monthly", LocalDate.parse(day))
                            .rule());
        });
    }

    @Test
    void withoutADayNoLawApplies() {
        assertThatThrownBy(() -> TABLES.evaluate(
                        "regulation", Map.of("terms", "vip-term", "jurisdiction", "DE", "declaredOn", "soon")))
                .isInstanceOf(NoRuleApplies.class);
    }

    private static Decision decide(String jurisdiction, String terms, LocalDate declaredOn) {
        return TABLES.evaluate("regulation", TableInputs.of(terms, jurisdiction, declaredOn));
    }
}
