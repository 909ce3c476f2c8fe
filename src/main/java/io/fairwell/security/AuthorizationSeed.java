package io.fairwell.security;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Permissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_HISTORY_VARIABLE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.SUSPEND_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.UPDATE_TASK;
import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.BATCH;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DECISION_REQUIREMENTS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.DEPLOYMENT;
import static org.camunda.bpm.engine.authorization.Resources.OPERATION_LOG_CATEGORY;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE;
import static org.camunda.bpm.engine.authorization.Resources.USER;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.springframework.stereotype.Component;

/**
 * What each group may do in the engine. Tasks need no line: the engine itself lets the candidate group and the assignee
 * of a task see it, work on it and read its variables. Variables hold no personal data.
 */
@Component
class AuthorizationSeed {

    private static final String CANCELLATION = "cancellation";
    private static final List<String> OUR_PROCESSES =
            List.of(CANCELLATION, "dispute", "refund-settlement", "refund-discrepancy", "technical-failure");

    private final AuthorizationService authorizationService;

    AuthorizationSeed(AuthorizationService authorizationService) {
        this.authorizationService = authorizationService;
    }

    void add() {
        support(Groups.SUPPORT);
        support(Groups.SUPERVISORS);
        supervisors();
        models(Groups.ANALYSTS);
        grant(Groups.ANALYSTS, PROCESS_DEFINITION, READ, READ_INSTANCE, READ_HISTORY);
        models(Groups.OPERATORS);
        grant(
                Groups.OPERATORS,
                PROCESS_DEFINITION,
                READ,
                READ_INSTANCE,
                READ_INSTANCE_VARIABLE,
                READ_TASK,
                READ_HISTORY,
                READ_HISTORY_VARIABLE,
                RETRY_JOB,
                SUSPEND_INSTANCE);
        grant(Groups.OPERATORS, BATCH, READ);
        models(Groups.AUDITORS);
        grant(Groups.AUDITORS, PROCESS_DEFINITION, READ, READ_INSTANCE, READ_HISTORY, READ_HISTORY_VARIABLE);
        grant(Groups.AUDITORS, OPERATION_LOG_CATEGORY, UserOperationLogCategoryPermissions.READ);
        for (Resource resource : Resources.values()) {
            grant(Groups.ADMINISTRATORS, resource, Permissions.ALL);
        }
        grant(Groups.UPSTREAM, PROCESS_DEFINITION, CANCELLATION, READ, CREATE_INSTANCE);
        add(Groups.UPSTREAM, PROCESS_DEFINITION, CANCELLATION, READ_INSTANCE, READ_HISTORY);
        grant(Groups.UPSTREAM, PROCESS_INSTANCE, CREATE);
        grant(Groups.DEPLOYERS, DEPLOYMENT, CREATE);
    }

    /** Variables too, for the columns of the task list. */
    private void support(String group) {
        grant(group, APPLICATION, "tasklist", ACCESS);
        grant(group, PROCESS_DEFINITION, READ);
        if (group.equals(Groups.SUPPORT)) {
            OUR_PROCESSES.forEach(process -> grant(group, PROCESS_DEFINITION, process, READ, READ_INSTANCE_VARIABLE));
        }
    }

    /** They see and hand on everybody's tasks, and need the names of their people for that. */
    private void supervisors() {
        for (String process : OUR_PROCESSES) {
            grant(
                    Groups.SUPERVISORS,
                    PROCESS_DEFINITION,
                    process,
                    READ,
                    READ_INSTANCE,
                    READ_INSTANCE_VARIABLE,
                    READ_TASK,
                    UPDATE_TASK,
                    READ_HISTORY,
                    READ_HISTORY_VARIABLE);
        }
        grant(Groups.SUPERVISORS, USER, READ);
    }

    private void models(String group) {
        grant(group, APPLICATION, "cockpit", ACCESS);
        grant(group, DECISION_DEFINITION, READ, READ_HISTORY);
        grant(group, DECISION_REQUIREMENTS_DEFINITION, READ);
        grant(group, DEPLOYMENT, READ);
    }

    private void grant(String group, Resource resource, Permission... permissions) {
        grant(group, resource, Authorization.ANY, permissions);
    }

    /** For what a group of machines is to have in addition to what an earlier version gave it. */
    private void add(String group, Resource resource, String resourceId, Permission... permissions) {
        Authorization present = authorizationService
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(resourceId)
                .singleResult();
        List.of(permissions).forEach(present::addPermission);
        authorizationService.saveAuthorization(present);
    }

    /** Leaves alone what is already there. */
    void grant(String group, Resource resource, String resourceId, Permission... permissions) {
        long present = authorizationService
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(resourceId)
                .count();
        if (present == 0) {
            Authorization authorization = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(resource);
            authorization.setResourceId(resourceId);
            authorization.setPermissions(permissions);
            authorizationService.saveAuthorization(authorization);
        }
    }
}
