package io.fairwell.security;

import io.fairwell.audit.AuditEntry;
import io.fairwell.audit.AuditEntry.Outcome;
import io.fairwell.audit.AuditTrail;
import io.fairwell.audit.AuditedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.UserOperationLogEntryEventEntity;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.util.SpringBootProcessEnginePlugin;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What is done in Tasklist, Cockpit and Admin, and every deployment, in the transaction in which it is done. The engine
 * itself says what a person did (its user operation log); its own record of it can be deleted by an administrator.
 */
@Component
@Order(EngineSettings.AFTER_DEFAULTS)
class EngineAudit extends SpringBootProcessEnginePlugin implements HistoryEventHandler, Deployer {

    /** Their values are ids, numbers, dates or words of the engine; of others, a name or a text, only that they changed. */
    private static final Set<String> PLAIN = Set.of(
            "assignee",
            "owner",
            "delegation",
            "priority",
            "dueDate",
            "followUpDate",
            "userId",
            "groupId",
            "tenantId",
            "type",
            "retries",
            "suspensionState",
            "permissions",
            "permissionBits",
            "resource",
            "resourceId",
            "processDefinitionId",
            "processDefinitionKey",
            "nrOfInstances",
            "async",
            "cascade",
            "incidentId",
            "jobId");

    private final AuditTrail trail;

    EngineAudit(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration engine) {
        engine.getCustomHistoryEventHandlers().add(this);
        List<Deployer> deployers = new ArrayList<>();
        if (engine.getCustomPostDeployers() != null) {
            deployers.addAll(engine.getCustomPostDeployers());
        }
        deployers.add(this);
        engine.setCustomPostDeployers(deployers);
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof UserOperationLogEntryEventEntity operation) {
            Map<String, String> details = new TreeMap<>();
            put(details, "task", operation.getTaskId());
            put(details, "job", operation.getJobId());
            put(details, "deployment", operation.getDeploymentId());
            put(details, "batch", operation.getBatchId());
            put(details, "processInstance", operation.getProcessInstanceId());
            put(details, "processDefinition", operation.getProcessDefinitionId());
            put(details, "operation", operation.getOperationId());
            put(details, "property", operation.getProperty());
            if (operation.getProperty() != null && PLAIN.contains(operation.getProperty())) {
                put(details, "from", operation.getOrgValue());
                put(details, "to", operation.getNewValue());
            }
            record(
                    operation.getUserId(),
                    operation.getTenantId(),
                    "engine." + operation.getEntityType() + '.' + operation.getOperationType(),
                    caseNumber(operation.getProcessInstanceId()),
                    details);
        }
    }

    /** Also called when the engine reads again what was deployed earlier. */
    @Override
    public void deploy(DeploymentEntity deployment) {
        if (deployment.isNew()) {
            Map<String, String> details = new TreeMap<>();
            put(details, "deployment", deployment.getId());
            put(details, "files", Integer.toString(deployment.getResources().size()));
            put(details, "sha256", digest(deployment));
            record(
                    Context.getCommandContext().getAuthenticatedUserId(),
                    deployment.getTenantId(),
                    "deployment",
                    null,
                    details);
        }
    }

    private void record(
            @Nullable String userId,
            @Nullable String tenantId,
            String action,
            @Nullable String caseNumber,
            Map<String, String> details) {
        AuditedRequest request = AuditedRequest.current();
        trail.record(new AuditEntry(
                tenantId == null ? CurrentCaller.MAIN_TENANT : tenantId,
                actor(userId),
                action,
                Outcome.DONE,
                caseNumber,
                request == null ? null : request.address(),
                details));
    }

    private static String actor(@Nullable String userId) {
        if (userId == null) {
            return AuditEntry.SYSTEM;
        }
        return userId.startsWith(EngineCallerFilter.CLIENT_PREFIX) ? userId : AuditEntry.person(userId);
    }

    /** The business key of our processes is the number of the case. */
    private static @Nullable String caseNumber(@Nullable String processInstanceId) {
        ExecutionEntity instance = processInstanceId == null
                ? null
                : Context.getCommandContext().getExecutionManager().findExecutionById(processInstanceId);
        return instance == null ? null : instance.getBusinessKey();
    }

    /** Of the names and contents of all files, in the order of their names. */
    private static String digest(DeploymentEntity deployment) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        for (ResourceEntity file : new TreeMap<>(deployment.getResources()).values()) {
            digest.update(file.getName().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(DigestUtils.sha256(file.getBytes()));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void put(Map<String, String> details, String name, @Nullable String value) {
        if (value != null) {
            details.put(name, value);
        }
    }
}
