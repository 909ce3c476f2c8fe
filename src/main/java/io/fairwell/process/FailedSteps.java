package io.fairwell.process;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseEvent;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.RenewalState;
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
    private final RefundPayments payments;
    private final DisputePayments disputePayments;

    FailedSteps(
            @Lazy ManagementService management,
            @Lazy RuntimeService runtime,
            RunningCases cases,
            RefundPayments payments,
            DisputePayments disputePayments) {
        this.management = management;
        this.runtime = runtime;
        this.cases = cases;
        this.payments = payments;
        this.disputePayments = disputePayments;
    }

    public void retry(DelegateExecution execution) {
        failedJob(execution).ifPresent(job -> management.setJobRetries(job.getId(), 1));
        note(execution, "RETRY");
    }

    /** The step was done by hand: the case goes on behind it, as if the step had been done by us. */
    public void skip(DelegateExecution execution) {
        String activity = Variables.FAILED_ACTIVITY.get(execution);
        failedJob(execution).ifPresent(job -> {
            String instance = job.getProcessInstanceId();
            runtime.setVariables(instance, outcome(activity, cases.number(execution)));
            // Cancelled first: while the failed step is there, nothing behind it can end the stage they share.
            runtime.createProcessInstanceModification(instance)
                    .cancelAllForActivity(activity)
                    .startAfterActivity(activity)
                    .execute();
        });
        note(execution, "SKIP");
    }

    /** What the step would have told the case and the process. */
    private Map<String, Object> outcome(String activity, CaseNumber number) {
        switch (activity) {
            case "Task_EndEntitlement":
                cases.change(number, (c, now) -> c.stepDone(CaseEvent.Kind.BENEFITS_ENDED, now));
                return Map.of();
            case "Task_PayRefund":
                return payments.paidByHand(number);
            case "Task_PayDisputeRefund":
                return disputePayments.paidByHand(number);
            case "Task_RestoreRenewalAndPoints":
                cases.change(number, (c, now) -> c.renewalRestored(RenewalState.ON, now));
                return Map.of();
            default:
                return Map.of();
        }
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
