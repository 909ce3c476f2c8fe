package io.fairwell.process;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.terms.DecisionTables;
import java.util.Comparator;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The decision tables a running case was started with: those of its own process's deployment. */
@Component
public class CaseTables {

    private final EngineDecisionTables tables;
    private final RuntimeService runtime;
    private final RepositoryService repository;

    CaseTables(EngineDecisionTables tables, @Lazy RuntimeService runtime, @Lazy RepositoryService repository) {
        this.tables = tables;
        this.runtime = runtime;
        this.repository = repository;
    }

    public DecisionTables of(DelegateExecution execution) {
        return ofProcess(execution.getProcessDefinitionId());
    }

    /**
     * The cancellation itself, while it runs; afterwards whatever still runs for the case, a dispute for example. The
     * aftercare runs for years and decides nothing: it is asked last.
     *
     * @throws IllegalStateException when nothing runs for the case
     */
    public DecisionTables of(CaseNumber number) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number.value()).list().stream()
                .map(ProcessInstance::getProcessDefinitionId)
                .min(Comparator.comparing((String id) -> !id.startsWith(EngineDecisionTables.PROCESS + ":"))
                        .thenComparing(id -> id.startsWith(Aftercare.PROCESS + ":"))
                        .thenComparing(Comparator.naturalOrder()))
                .map(this::ofProcess)
                .orElseThrow(() -> new IllegalStateException(number + " does not run"));
    }

    private DecisionTables ofProcess(String definition) {
        return tables.of(repository.getProcessDefinition(definition).getDeploymentId());
    }
}
