package io.fairwell.terms;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * What the law adds to the terms, as decision {@code regulation} gives it.
 *
 * @param rule for the statement
 * @param coolingOff at least this long; null where the law grants none
 * @param usedProrated whether, within the window, a used service is refunded by unused days without any fee
 * @param legalBasis code of the source
 */
record RegulationRule(DecisionRef rule, @Nullable Period coolingOff, boolean usedProrated, String legalBasis) {

    /** @throws RuntimeException when the table holds something that is no period */
    static RegulationRule of(Decision decision) {
        String coolingOff = decision.text("coolingOff");
        return new RegulationRule(
                decision.reference(),
                coolingOff.isEmpty() ? null : Period.parse(coolingOff),
                decision.flag("usedProrated"),
                decision.text("legalBasis"));
    }
}
