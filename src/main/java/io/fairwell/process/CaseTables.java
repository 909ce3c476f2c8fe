package io.fairwell.process;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.terms.DecisionTables;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The decision tables a running case was started with: those of its own process's deployment. */
@Component
public class CaseTables {

    private final DecisionTables newest;
    private final RuntimeService runtime;
    private final RepositoryService repository;

    CaseTables(DecisionTables newest, @Lazy RuntimeService runtime, @Lazy RepositoryService repository) {
        this.newest = newest;
        this.runtime = runtime;
        this.repository = repository;
    }

    public DecisionTables of(DelegateExecution execution) {
        return ofProcess(execution.getProcessDefinitionId());
    }

    /** @throws IllegalStateException when the case does not run */
    public DecisionTables of(CaseNumber number) {
        return runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), EngineDecisionTables.PROCESS)
                .list()
                .stream()
                .findFirst()
                .map(instance -> ofProcess(instance.getProcessDefinitionId()))
                .orElseThrow(() -> new IllegalStateException(number + " does not run"));
    }

    private DecisionTables ofProcess(String definition) {
        return newest.of(repository.getProcessDefinition(definition).getDeploymentId());
    }
}
