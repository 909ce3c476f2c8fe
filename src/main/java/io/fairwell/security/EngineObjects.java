package io.fairwell.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose an object of the engine is. Each is looked up by its key alone, so that the answer always takes as long. */
@Component
class EngineObjects {

    /** Stand in addresses, but belong to nobody, or are for administrators alone. */
    private static final Set<String> NOBODYS =
            Set.of("name", "application", "script", "asset", "bundle", "locale", "plugin", "part");

    private final Map<String, Function<String, @Nullable Owner>> owners;

    EngineObjects(
            TaskService tasks,
            HistoryService history,
            ManagementService management,
            RepositoryService repository,
            IdentityService identity) {
        owners = Map.ofEntries(
                kind("task", id -> owner(tasks.createTaskQuery().taskId(id).singleResult(), Task::getTenantId)),
                kind(
                        "instance",
                        id -> owner(
                                history.createHistoricProcessInstanceQuery()
                                        .processInstanceId(id)
                                        .singleResult(),
                                HistoricProcessInstance::getTenantId)),
                kind("job", id -> owner(management.createJobQuery().jobId(id).singleResult(), Job::getTenantId)),
                kind(
                        "jobDefinition",
                        id -> owner(
                                management
                                        .createJobDefinitionQuery()
                                        .jobDefinitionId(id)
                                        .singleResult(),
                                JobDefinition::getTenantId)),
                kind(
                        "definition",
                        id -> owner(
                                repository
                                        .createProcessDefinitionQuery()
                                        .processDefinitionId(id)
                                        .singleResult(),
                                ProcessDefinition::getTenantId)),
                kind(
                        "decision",
                        id -> owner(
                                repository
                                        .createDecisionDefinitionQuery()
                                        .decisionDefinitionId(id)
                                        .singleResult(),
                                DecisionDefinition::getTenantId)),
                kind(
                        "deployment",
                        id -> owner(
                                repository
                                        .createDeploymentQuery()
                                        .deploymentId(id)
                                        .singleResult(),
                                Deployment::getTenantId)),
                kind(
                        "user",
                        id -> owner(
                                only(identity.createTenantQuery().userMember(id).list()), Tenant::getId)));
    }

    private static Map.Entry<String, Function<String, @Nullable Owner>> kind(
            String kind, Function<String, @Nullable Owner> lookup) {
        return Map.entry(kind, lookup);
    }

    /** @param tenantId null when it belongs to no tenant in particular */
    private record Owner(@Nullable String tenantId) {}

    /**
     * @param kind as in the addresses of {@link EngineRoutes}
     * @param tenantId null for somebody without a tenant
     * @return false also when there is no such object
     */
    boolean isVisible(String kind, String id, @Nullable String tenantId) {
        if (NOBODYS.contains(kind)) {
            return true;
        }
        Function<String, @Nullable Owner> lookup = owners.get(kind);
        if (lookup == null) {
            throw new IllegalArgumentException("Nobody knows whose this is: " + kind);
        }
        Owner owner = lookup.apply(id);
        return owner != null && (owner.tenantId() == null || owner.tenantId().equals(tenantId));
    }

    /** Whether anybody could be asked whose it is. */
    boolean isOwned(String kind) {
        return owners.containsKey(kind);
    }

    private static <T> @Nullable T only(List<T> found) {
        return found.size() == 1 ? found.get(0) : null;
    }

    private static <T> @Nullable Owner owner(@Nullable T found, Function<T, @Nullable String> tenantId) {
        return found == null ? null : new Owner(tenantId.apply(found));
    }
}
