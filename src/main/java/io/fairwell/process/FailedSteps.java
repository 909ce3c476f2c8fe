package io.fairwell.process;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseEvent;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What can be done about a step that has failed for good. */
@Component
public class FailedSteps {

    private final ManagementService management;
    private final RuntimeService runtime;
    private final RunningCases cases;

    FailedSteps(@Lazy ManagementService management, @Lazy RuntimeService runtime, RunningCases cases) {
        this.management = management;
        this.runtime = runtime;
        this.cases = cases;
    }

    public void retry(DelegateExecution execution) {
        failedJob(execution).ifPresent(job -> management.setJobRetries(job.getId(), 1));
        note(execution, "RETRY");
    }

    /** The step was done by hand: the case goes on behind it. */
    public void skip(DelegateExecution execution) {
        String activity = Variables.FAILED_ACTIVITY.get(execution);
        failedJob(execution)
                .ifPresent(job -> runtime.createProcessInstanceModification(job.getProcessInstanceId())
                        .startAfterActivity(activity)
                        .cancelAllForActivity(activity)
                        .execute());
        note(execution, "SKIP");
    }

    private Optional<Job> failedJob(DelegateExecution execution) {
        return Optional.ofNullable(management
                .createJobQuery()
                .jobId(Variables.FAILED_JOB.get(execution))
                .singleResult());
    }

    private void note(DelegateExecution execution, String resolution) {
        cases.change(
                execution,
                (c, now) -> c.noted(
                        CaseEvent.Kind.TECHNICAL_FAILURE_RESOLVED,
                        Actor.SYSTEM,
                        now,
                        Map.of("resolution", resolution)));
    }
}
