package io.fairwell.terms;

import java.util.Map;

/**
 * Decision tables of one bundle; implemented with the engine. As a bean: those of the newest bundle, which new cases
 * and quotes go by.
 */
public interface DecisionTables {

    /** @throws NoRuleApplies when no rule matches the inputs, or the bundle knows no such decision */
    Decision evaluate(String decision, Map<String, Object> inputs);

    /** The tables that were deployed together, for a running case with the process it runs on. */
    default DecisionTables of(String deploymentId) {
        throw new UnsupportedOperationException("these tables know no deployment " + deploymentId);
    }
}
