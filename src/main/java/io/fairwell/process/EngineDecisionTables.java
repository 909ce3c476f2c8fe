package io.fairwell.process;

import io.fairwell.terms.Decision;
import io.fairwell.terms.DecisionTables;
import io.fairwell.terms.NoRuleApplies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
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
    private final Map<List<String>, Table> known = new ConcurrentHashMap<>();

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

    /** The tables that were deployed together, for a running case with the process it runs on. */
    DecisionTables of(String deploymentId) {
        return (decision, inputs) -> evaluate(deploymentId, decision, inputs);
    }

    /** The deployment that new cases and quotes go by. */
    String newest() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .withoutTenantId()
                .latestVersion()
                .singleResult()
                .getDeploymentId();
    }

    private Decision evaluate(String deploymentId, String decision, Map<String, Object> inputs) {
        Table table = find(deploymentId, decision);
        DmnDecisionRuleResult result = decisions
                .evaluateDecisionTableById(table.id())
                .variables(inputs)
                .evaluate()
                .getSingleResult();
        String rule = matchedRules.take(decision);
        if (result == null) {
            throw new NoRuleApplies(decision);
        }
        return new Decision(decision, table.version(), rule, Map.copyOf(result.getEntryMap()));
    }

    /** A case that was started before a table existed goes by the newest one, rather than not at all. */
    private Table find(String deploymentId, String decision) {
        return deployed(deploymentId, decision)
                .or(() -> deployed(newest(), decision))
                .orElseThrow(() -> new NoRuleApplies(decision));
    }

    /** What is deployed never changes, so it is looked up once. */
    private Optional<Table> deployed(String deploymentId, String decision) {
        return Optional.ofNullable(
                known.computeIfAbsent(List.of(deploymentId, decision), key -> lookUp(deploymentId, decision)));
    }

    private @Nullable Table lookUp(String deploymentId, String decision) {
        DecisionDefinition found = repository
                .createDecisionDefinitionQuery()
                .deploymentId(deploymentId)
                .decisionDefinitionKey(decision)
                .singleResult();
        return found == null ? null : new Table(found.getId(), found.getVersion());
    }

    private record Table(String id, int version) {}
}
