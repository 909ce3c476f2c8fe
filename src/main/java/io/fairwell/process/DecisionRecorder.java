package io.fairwell.process;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.Decision;
import io.fairwell.terms.NoRuleApplies;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * At the end of every business rule task: keeps what the table said, with its version and rule, and puts the outputs
 * that are declared process variables into the process.
 */
@Component("decisionRecorder")
class DecisionRecorder implements ExecutionListener {

    private final CaseDecisions decisions;
    private final RepositoryService repository;
    private final MatchedRules matchedRules;

    DecisionRecorder(CaseDecisions decisions, @Lazy RepositoryService repository, MatchedRules matchedRules) {
        this.decisions = decisions;
        this.repository = repository;
        this.matchedRules = matchedRules;
    }

    @Override
    public void notify(DelegateExecution execution) {
        String key = ((BusinessRuleTask) execution.getBpmnModelElementInstance()).getCamundaDecisionRef();
        DmnDecisionResult result = (DmnDecisionResult) execution.getVariable("decisionResult");
        String rule = matchedRules.take(key);
        DmnDecisionResultEntries outputs = result.getSingleResult();
        if (outputs == null) {
            throw new NoRuleApplies(key);
        }
        Map<String, Object> values = outputs.getEntryMap();
        decisions.record(
                new CaseNumber(execution.getProcessBusinessKey()),
                new Decision(key, deployedWith(execution, key).getVersion(), rule, Map.copyOf(values)));
        values.forEach((name, value) -> {
            if (Variables.isDeclared(name)) {
                execution.setVariable(name, value);
            }
        });
    }

    private DecisionDefinition deployedWith(DelegateExecution execution, String key) {
        ProcessDefinition process = repository.getProcessDefinition(execution.getProcessDefinitionId());
        return repository
                .createDecisionDefinitionQuery()
                .deploymentId(process.getDeploymentId())
                .decisionDefinitionKey(key)
                .singleResult();
    }
}
