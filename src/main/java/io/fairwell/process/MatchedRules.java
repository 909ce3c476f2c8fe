package io.fairwell.process;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.springframework.stereotype.Component;

/**
 * Remembers which rule a decision table matched last in this thread: the engine's result does not carry rule ids, and
 * every decision has to name its rule.
 */
@Component
class MatchedRules implements DmnDecisionTableEvaluationListener {

    private final ThreadLocal<Map<String, String>> rules = ThreadLocal.withInitial(HashMap::new);

    @Override
    public void notify(DmnDecisionTableEvaluationEvent event) {
        String matched = event.getMatchingRules().stream()
                .map(DmnEvaluatedDecisionRule::getId)
                .findFirst()
                .orElse("");
        rules.get().put(event.getDecisionTable().getKey(), matched);
    }

    /** Takes the rule out, so that a later decision cannot be credited with it. */
    String take(String decision) {
        String rule = rules.get().remove(decision);
        if (rule == null) {
            throw new IllegalStateException("decision " + decision + " was not evaluated in this thread");
        }
        return rule;
    }
}
