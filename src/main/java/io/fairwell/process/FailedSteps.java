package io.fairwell.process;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What can be done about a step that has failed for good. */
@Component
public class FailedSteps {

    private final ManagementService management;
    private final RuntimeService runtime;
    private final RunningCases cases;
    private final StepsByHand byHand;

    FailedSteps(
            @Lazy ManagementService management, @Lazy RuntimeService runtime, RunningCases cases, StepsByHand byHand) {
        this.management = management;
        this.runtime = runtime;
        this.cases = cases;
        this.byHand = byHand;
    }

    public void retry(DelegateExecution execution) {
        failedJob(execution).ifPresent(job -> management.setJobRetries(job.getId(), 1));
        resolved(execution, "RETRY");
    }

    /** Somebody has done the step by hand: the case goes on behind it, as if it had been done by us. */
    public void takeOver(DelegateExecution execution) {
        String activity = Variables.FAILED_ACTIVITY.get(execution);
        String by = Variables.RESOLVED_BY.get(execution);
        resolved(execution, "BY_HAND");
        goOnBehind(execution, activity, () -> byHand.done(activity, cases.number(execution), by));
    }

    /** Nobody does the step: the case goes on behind it, and says so. */
    public void skip(DelegateExecution execution) {
        String activity = Variables.FAILED_ACTIVITY.get(execution);
        resolved(execution, "SKIP");
        goOnBehind(execution, activity, () -> byHand.skipped(activity));
    }

    /** Whether the case can go on behind the step: it began with it, so that nothing before it is lost. */
    public boolean canBePassed(DelegateTask task) {
        return Boolean.TRUE.equals(Variables.PASSABLE.get(task.getExecution()));
    }

    private void goOnBehind(DelegateExecution execution, String activity, Supplier<Map<String, Object>> outcome) {
        failedJob(execution).ifPresent(job -> {
            String instance = job.getProcessInstanceId();
            runtime.setVariables(instance, outcome.get());
            // Cancelled first: while the failed step is there, nothing behind it can end the stage they share.
            runtime.createProcessInstanceModification(instance)
                    .cancelAllForActivity(activity)
                    .startAfterActivity(activity)
                    .execute();
        });
    }

    private Optional<Job> failedJob(DelegateExecution execution) {
        return Optional.ofNullable(management
                .createJobQuery()
                .jobId(Variables.FAILED_JOB.get(execution))
                .singleResult());
    }

    private void resolved(DelegateExecution execution, String resolution) {
        cases.change(execution, (c, now) -> c.failureResolved(resolution, now));
    }
}
