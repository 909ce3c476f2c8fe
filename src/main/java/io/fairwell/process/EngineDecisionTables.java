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

/**
 * The decision tables of the newest bundle: those that stand beside the newest process in its deployment, so that a
 * quote and the case that follows it are made by the same tables.
 */
@Component
class EngineDecisionTables implements DecisionTables {

    static final String PROCESS = "cancellation";

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
        return evaluate(newest(), decision, inputs);
    }

    @Override
    public DecisionTables of(String deploymentId) {
        return (decision, inputs) -> evaluate(deploymentId, decision, inputs);
    }

    private String newest() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .withoutTenantId()
                .latestVersion()
                .singleResult()
                .getDeploymentId();
    }

    private Decision evaluate(String deploymentId, String decision, Map<String, Object> inputs) {
        DecisionDefinition deployed = repository
                .createDecisionDefinitionQuery()
                .deploymentId(deploymentId)
                .decisionDefinitionKey(decision)
                .singleResult();
        if (deployed == null) {
            throw new NoRuleApplies(decision);
        }
        DmnDecisionRuleResult result = decisions
                .evaluateDecisionTableById(deployed.getId())
                .variables(inputs)
                .evaluate()
                .getSingleResult();
        String rule = matchedRules.take(decision);
        if (result == null) {
            throw new NoRuleApplies(decision);
        }
        return new Decision(decision, deployed.getVersion(), rule, Map.copyOf(result.getEntryMap()));
    }
}
