package io.fairwell.terms;

import java.util.Map;

/**
 * Decision tables of one bundle; implemented with the engine. As a bean: those of the newest bundle, which new cases
 * and quotes go by.
 */
@FunctionalInterface
public interface DecisionTables {

    /** @throws NoRuleApplies when no rule matches the inputs, or the bundle knows no such decision */
    Decision evaluate(String decision, Map<String, Object> inputs);
}
