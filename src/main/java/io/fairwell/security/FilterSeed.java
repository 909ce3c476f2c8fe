package io.fairwell.security;

import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Resources.FILTER;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The lists in Tasklist: three by person and date, one per stage of a cancellation that people work in, one for
 * disputes. A list shows only tasks which its reader may see. Expressions use {@code currentUser}, {@code currentUserGroups} and {@code now}
 * only: no others are let through.
 */
@Component
class FilterSeed {

    private static final List<Map<String, String>> COLUMNS = List.of(
            column("caseNumber", "Case · 单号"),
            column("terms", "Terms · 条款"),
            column("reason", "Reason · 原因"),
            column("refundAmount", "Refund · 退款"),
            column("effectiveOn", "Effective · 生效日"));

    private final FilterService filterService;
    private final TaskService taskService;
    private final AuthorizationSeed authorizations;

    FilterSeed(FilterService filterService, TaskService taskService, AuthorizationSeed authorizations) {
        this.filterService = filterService;
        this.taskService = taskService;
        this.authorizations = authorizations;
    }

    void add() {
        add(1, "My group's tasks · 组内任务", "#0f6b3a", tasks().taskCandidateGroupInExpression("${currentUserGroups()}"));
        add(2, "My tasks · 我的任务", "#0b5cab", tasks().taskAssigneeExpression("${currentUser()}"));
        add(3, "Overdue · 已逾期", "#a3191f", tasks().dueBeforeExpression("${now()}"));
        add(4, "1 Verify identity · 身份核验", "#566173", tasks("Task_ReviewIdentity"));
        add(5, "3 Retention offer · 挽留方案", "#7a4a00", tasks("Task_TalkToCustomer"));
        add(6, "4 Approve refund · 退款审批", "#6b3fa0", tasks("Task_ReviewRefund", "Task_ApproveRefund"));
        add(
                7,
                "5 Confirm · 确认与执行",
                "#00696b",
                tasks(
                        "Task_FollowUpRights",
                        "Task_FollowUpCustomerAction",
                        "Task_ResolveRefund",
                        "Task_ChaseRefund",
                        "Task_ResolveDiscrepancy",
                        "Task_ResolveTechnicalFailure"));
        add(
                8,
                "Disputes · 异议",
                "#8a1c5b",
                tasks("Task_AnswerDispute", "Task_DecideDispute", "Task_ResolveDisputeRefund"));
    }

    private TaskQuery tasks(String... definitionKeys) {
        TaskQuery query = taskService.createTaskQuery();
        return definitionKeys.length == 0 ? query : query.taskDefinitionKeyIn(definitionKeys);
    }

    /** @param place in the list, from the top */
    private void add(int place, String name, String color, TaskQuery query) {
        if (filterService.createFilterQuery().filterName(name).count() > 0) {
            return;
        }
        Filter filter = filterService
                .newTaskFilter(name)
                .setQuery(query)
                .setProperties(Map.of(
                        "priority", place,
                        "color", color,
                        "refresh", true,
                        "showUndefinedVariable", false,
                        "variables", COLUMNS));
        filterService.saveFilter(filter);
        authorizations.grant(Groups.SUPPORT, FILTER, filter.getId(), READ);
        authorizations.grant(Groups.SUPERVISORS, FILTER, filter.getId(), READ);
    }

    private static Map<String, String> column(String variable, String label) {
        return Map.of("name", variable, "label", label);
    }
}
