package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegulationDecisionTest {

    private static final DmnTables TABLES = new DmnTables();

    @ParameterizedTest
    @CsvSource({
        "CN,    video-monthly,   CN,            '',   false, AFTER_DECLARATION, CN_ONLINE_TRADING_18, P15D",
        "CN,    retail-annual,   CN-prepaid,    '',   false, AFTER_DECLARATION, CN_PREPAID_2025_4,    P15D",
        "CN,    physical-bundle, CN-goods,      '',   false, AFTER_DECLARATION, CN_CONSUMER_25,       P7D",
        "DE,    video-monthly,   DE,            P14D, true,  NONE,              DE_BGB_312K,          P14D",
        "DE,    licence-key,     DE-unprorated, P14D, false, NONE,              DE_BGB_312K,          P14D",
        "DE,    lifetime,        DE-unprorated, P14D, false, NONE,              DE_BGB_312K,          P14D",
        "EU,    vip-term,        EU,            P14D, true,  AFTER_DECLARATION, EU_CRD_9_16,          P14D",
        "EU,    lifetime,        EU-unprorated, P14D, false, AFTER_DECLARATION, EU_CRD_9_16,          P14D",
        "FR,    vip-term,        FR,            P14D, true,  AFTER_DECLARATION, FR_L215_1_1,          P14D",
        "FR,    physical-bundle, FR-unprorated, P14D, false, AFTER_DECLARATION, FR_L215_1_1,          P14D",
        "UK,    vip-term,        UK,            P14D, true,  AFTER_DECLARATION, UK_DMCC_260_267,      P14D",
        "UK,    licence-key,     UK-unprorated, P14D, false, AFTER_DECLARATION, UK_DMCC_260_267,      P14D",
        "US-CA, vip-term,        US-CA,         '',   false, AFTER_DECLARATION, US_CA_ARL,            P7D",
        "JP,    vip-term,        DEFAULT,       '',   false, AFTER_DECLARATION, AGREED_TERMS,         P7D",
        "US,    vip-term,        DEFAULT,       '',   false, AFTER_DECLARATION, AGREED_TERMS,         P7D"
    })
    void aJurisdictionAsksForWhatItsSourceSays(
            String jurisdiction,
            String terms,
            String rule,
            String coolingOff,
            boolean prorated,
            String offer,
            String legalBasis,
            String deadline) {
        Decision decision = TABLES.evaluate("regulation", Map.of("jurisdiction", jurisdiction, "terms", terms));

        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.outputs())
                .isEqualTo(Map.of(
                        "coolingOffAtLeast",
                        coolingOff,
                        "usedProrated",
                        prorated,
                        "offerPlacement",
                        offer,
                        "legalBasis",
                        legalBasis,
                        "refundDeadline",
                        deadline));
    }

    /** Hit policy UNIQUE: an overlap makes the engine fail, a gap leaves no rule. */
    @ParameterizedTest
    @MethodSource("io.fairwell.terms.TermsDecisionTest#profiles")
    void everyProfileHasExactlyOneRuleInEveryJurisdiction(String profile) {
        for (String jurisdiction : new String[] {"CN", "DE", "EU", "FR", "UK", "US-CA", "", "XX"}) {
            assertThat(TABLES.evaluate("regulation", Map.of("jurisdiction", jurisdiction, "terms", profile))
                            .rule())
                    .isNotEmpty();
        }
    }
}
