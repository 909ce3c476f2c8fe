package io.fairwell.api;

import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.NoRuleApplies;
import io.fairwell.terms.TableInputs;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which terms profiles and jurisdictions the decision tables have a rule for, on one day. A table is asked once for each
 * pair: thousands of lines of an import name the same few. Not for several threads.
 */
final class KnownTerms {

    private final DecisionTables decisions;
    private final LocalDate day;
    private final Map<List<String>, Boolean> answers = new HashMap<>();

    /** @param day in UTC: the law of that day applies */
    KnownTerms(DecisionTables decisions, LocalDate day) {
        this.decisions = decisions;
        this.day = day;
    }

    boolean applies(String decision, String terms, String jurisdiction) {
        return answers.computeIfAbsent(
                List.of(decision, terms, jurisdiction),
                question -> ask(decision, TableInputs.of(terms, jurisdiction, day)));
    }

    private boolean ask(String decision, Map<String, Object> inputs) {
        try {
            decisions.evaluate(decision, inputs);
            return true;
        } catch (NoRuleApplies e) {
            return false;
        }
    }
}
