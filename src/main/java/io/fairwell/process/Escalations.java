package io.fairwell.process;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseEvent;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Overdue work becomes visible to supervisors, at a higher priority; nobody loses it. */
@Component
public class Escalations {

    private static final int ESCALATED_PRIORITY = 80;

    private final TaskService tasks;
    private final RunningCases cases;
    private final ModelValues groups;

    Escalations(@Lazy TaskService tasks, RunningCases cases, ModelValues groups) {
        this.tasks = tasks;
        this.cases = cases;
        this.groups = groups;
    }

    public void escalate(DelegateExecution execution) {
        for (Task overdue : tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .list()) {
            overdue.setPriority(ESCALATED_PRIORITY);
            tasks.saveTask(overdue);
            tasks.addCandidateGroup(overdue.getId(), groups.get("supervisors"));
            if (execution.getProcessBusinessKey() == null) {
                continue;
            }
            cases.change(
                    execution,
                    (c, now) -> c.noted(
                            CaseEvent.Kind.ESCALATED,
                            Actor.SYSTEM,
                            now,
                            Map.of("task", overdue.getTaskDefinitionKey())));
        }
    }
}
