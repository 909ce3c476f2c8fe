package io.fairwell.process;

import io.fairwell.terms.Decision;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.NoRuleApplies;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The newest deployed decision tables, for quotes outside a running case. */
@Component
class EngineDecisionTables implements DecisionTables {

    private final DecisionService decisions;
    private final RepositoryService repository;
    private final MatchedRules matchedRules;

    EngineDecisionTables(
            @Lazy DecisionService decisions, @Lazy RepositoryService repository, MatchedRules matchedRules) {
        this.decisions = decisions;
        this.repository = repository;
        this.matchedRules = matchedRules;
    }

    @Override
    public Decision evaluate(String decision, Map<String, Object> inputs) {
        DecisionDefinition newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decision)
                .latestVersion()
                .singleResult();
        DmnDecisionRuleResult result = decisions
                .evaluateDecisionTableById(newest.getId())
                .variables(inputs)
                .evaluate()
                .getSingleResult();
        String rule = matchedRules.take(decision);
        if (result == null) {
            throw new NoRuleApplies(decision);
        }
        return new Decision(decision, newest.getVersion(), rule, Map.copyOf(result.getEntryMap()));
    }
}
