package io.fairwell.terms;

import io.fairwell.subscription.Subscription;
import java.time.LocalDate;
import java.util.Map;

/**
 * The rules a quote is made by.
 *
 * @param tables for what is asked on the way: impact, time of arrival
 */
record Rules(Decision terms, Decision regulation, DecisionTables tables) {

    /** @throws NoRuleApplies when the tables know nothing of these terms */
    static Rules of(DecisionTables tables, Subscription subscription, LocalDate declaredOn) {
        Map<String, Object> inputs = TableInputs.of(subscription, declaredOn);
        return new Rules(tables.evaluate("terms", inputs), tables.evaluate("regulation", inputs), tables);
    }
}
