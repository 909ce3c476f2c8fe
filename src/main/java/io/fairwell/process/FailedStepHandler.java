package io.fairwell.process;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Turns a step that has failed after all its retries into work: besides the engine's incident, a technical-failure
 * process starts with a task for support; it ends by itself when the incident goes away by other means.
 */
@Component
class FailedStepHandler extends DefaultIncidentHandler {

    private static final String PROCESS = "technical-failure";

    private final RuntimeService runtime;
    private final CancellationCases cases;
    private final Clock clock;

    FailedStepHandler(@Lazy RuntimeService runtime, @Lazy CancellationCases cases, Clock clock) {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
        this.runtime = runtime;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public Incident handleIncident(IncidentContext context, String message) {
        Incident incident = super.handleIncident(context, message);
        ExecutionEntity failed = execution(context);
        if (failed != null && failed.getProcessInstance().getBusinessKey() != null) {
            startFailureProcess(context, failed);
        }
        return incident;
    }

    private void startFailureProcess(IncidentContext context, ExecutionEntity failed) {
        String key = failed.getProcessInstance().getBusinessKey();
        Map<String, Object> variables = new HashMap<>();
        variables.put(Variables.CASE_NUMBER.name(), key);
        variables.put(Variables.FAILED_JOB.name(), context.getConfiguration());
        variables.put(Variables.FAILED_ACTIVITY.name(), failedActivity(context));
        variables.put(Variables.PASSABLE.name(), isPassable(context));
        variables.put(Variables.FAILURE_MESSAGE.name(), kindOfFailure(context.getConfiguration()));
        variables.put(CaseTenant.TENANT, failed.getTenantId());
        runtime.startProcessInstanceByKey(PROCESS, key, variables);
        CaseNumber.parse(key)
                .ifPresent(number -> cases.change(
                        number,
                        c -> c.noted(
                                CaseEvent.Kind.TECHNICAL_FAILURE,
                                Actor.SYSTEM,
                                clock.instant(),
                                Map.of("activity", failedActivity(context)))));
    }

    /** The engine asks for this at the end of every job, and nearly none of them has failed before. */
    @Override
    protected void removeIncident(IncidentContext context, boolean resolved) {
        boolean isThere = !Context.getCommandContext()
                .getIncidentManager()
                .findIncidentByConfigurationAndIncidentType(context.getConfiguration(), getIncidentHandlerType())
                .isEmpty();
        if (isThere) {
            super.removeIncident(context, resolved);
            endFailureProcess(context);
        }
    }

    private void endFailureProcess(IncidentContext context) {
        runtime.createMessageCorrelation("FailureGone")
                .processInstanceVariableEquals(Variables.FAILED_JOB.name(), context.getConfiguration())
                .correlateAll();
    }

    /** What failed, which may lie behind the point where the engine will begin again. */
    private static String failedActivity(IncidentContext context) {
        return context.getFailedActivityId() == null ? context.getActivityId() : context.getFailedActivityId();
    }

    /** The engine would begin with the very step that failed; behind a timer, steps before it would be lost. */
    private static boolean isPassable(IncidentContext context) {
        JobEntity job = Context.getCommandContext().getJobManager().findJobById(context.getConfiguration());
        return job != null
                && AsyncContinuationJobHandler.TYPE.equals(job.getJobHandlerType())
                && failedActivity(context).equals(context.getActivityId());
    }

    /** The exception's name and no more: its text may hold anything, personal data too. */
    private static String kindOfFailure(String jobId) {
        JobEntity job = Context.getCommandContext().getJobManager().findJobById(jobId);
        String trace = job == null ? null : job.getExceptionStacktrace();
        if (trace == null) {
            return "unknown";
        }
        String exception = trace.lines().findFirst().orElse("unknown").split(":", 2)[0];
        return exception.substring(exception.lastIndexOf('.') + 1);
    }

    private static @Nullable ExecutionEntity execution(IncidentContext context) {
        return context.getExecutionId() == null
                ? null
                : Context.getCommandContext().getExecutionManager().findExecutionById(context.getExecutionId());
    }
}
