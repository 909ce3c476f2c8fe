package io.fairwell.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.ReasonCode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which offer, if any: every rule, and the order they speak in. */
class RetentionOfferDecisionTest {

    private static final DmnTables TABLES = new DmnTables();

    @ParameterizedTest
    @CsvSource({
        "1, TOO_EXPENSIVE,     false, video-monthly,     offered-before,             NONE,     0,   0",
        "2, TOO_EXPENSIVE,     false, video-monthly,     offered-before,             NONE,     0,   0",
        "1, NOT_AS_PROMISED,   true,  video-monthly,     talk-not-as-promised,       TALK,     0,   0",
        "1, NOT_AS_PROMISED,   false, video-monthly,     offered-before,             NONE,     0,   0",
        "0, NOT_AS_PROMISED,   true,  video-monthly,     talk-not-as-promised,       TALK,     0,   0",
        "0, NOT_AS_PROMISED,   true,  lifetime,          talk-not-as-promised,       TALK,     0,   0",
        "0, NOT_AS_PROMISED,   false, video-monthly,     no-offer-for-a-claim,       NONE,     0,   0",
        "0, PRIVACY,           false, video-monthly,     no-offer-unwanted,          NONE,     0,   0",
        "0, BOUGHT_BY_MISTAKE, true,  vip-term,          no-offer-unwanted,          NONE,     0,   0",
        "0, TOO_EXPENSIVE,     false, video-monthly,     discount-too-expensive,     DISCOUNT, 30,  3",
        "0, TOO_EXPENSIVE,     true,  lifestyle-monthly, discount-too-expensive,     DISCOUNT, 30,  3",
        "0, TOO_EXPENSIVE,     false, retail-annual,     discount-too-expensive,     DISCOUNT, 30,  3",
        "0, TERMS_CHANGED,     false, carrier-monthly,   discount-too-expensive,     DISCOUNT, 30,  3",
        "0, TERMS_CHANGED,     false, vip-term,          discount-too-expensive,     DISCOUNT, 30,  3",
        "0, FOUND_ALTERNATIVE, false, video-monthly,     discount-found-alternative, DISCOUNT, 20,  2",
        "0, FOUND_ALTERNATIVE, true,  vip-term,          discount-found-alternative, DISCOUNT, 20,  2",
        "0, RARELY_USED,       false, lifestyle-monthly, pause-rarely-used,          PAUSE,    100, 2",
        "0, RARELY_USED,       true,  carrier-monthly,   pause-rarely-used,          PAUSE,    100, 2",
        "0, TOO_EXPENSIVE,     false, lifetime,          no-offer,                   NONE,     0,   0",
        "0, FOUND_ALTERNATIVE, false, licence-key,       no-offer,                   NONE,     0,   0",
        "0, RARELY_USED,       true,  physical-bundle,   no-offer,                   NONE,     0,   0",
        "0, OTHER,             false, video-monthly,     no-offer,                   NONE,     0,   0"
    })
    void aReasonLeadsToAtMostOneOffer(
            int earlierOffers,
            String reason,
            boolean talkWanted,
            String terms,
            String rule,
            String kind,
            int percent,
            int cycles) {
        Decision decision = evaluate(earlierOffers, reason, talkWanted, terms);

        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.outputs()).isEqualTo(Map.of("offerKind", kind, "percent", percent, "cycles", cycles));
    }

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void nobodyIsMadeAnOfferTwice(ReasonCode reason) {
        assertThat(evaluate(1, reason.name(), true, "video-monthly").text("offerKind"))
                .isIn("NONE", "TALK");
        assertThat(evaluate(1, reason.name(), false, "video-monthly").rule()).isEqualTo("offered-before");
    }

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void nobodyIsTalkedToWithoutWantingIt(ReasonCode reason) {
        assertThat(evaluate(0, reason.name(), false, "video-monthly").text("offerKind"))
                .isNotEqualTo("TALK");
    }

    private static Decision evaluate(int earlierOffers, String reason, boolean talkWanted, String terms) {
        return TABLES.evaluate(
                "retention-offer",
                Map.of("earlierOffers", earlierOffers, "reason", reason, "talkWanted", talkWanted, "terms", terms));
    }
}
