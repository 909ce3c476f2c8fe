package io.fairwell.terms;

import java.util.Map;

/** The decision tables as they are deployed now; implemented with the engine. */
public interface DecisionTables {

    /** @throws NoRuleApplies when no rule matches the inputs */
    Decision evaluate(String decision, Map<String, Object> inputs);
}
