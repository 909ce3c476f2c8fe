package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.dispute.DisputeDesk;
import io.fairwell.process.DisputePayments;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** A person has found out what became of the money that a dispute granted. */
@Component
class ResolveDisputeRefundListener implements TaskListener {

    enum Choice {
        LOOK_UP_AGAIN,
        PAID_BY_HAND,
        NOT_PAID
    }

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;
    private final DisputeDesk disputes;
    private final CaseFiles files;
    private final DisputePayments payments;

    ResolveDisputeRefundListener(
            TaskWork work,
            FormInput input,
            RunningCases cases,
            DisputeDesk disputes,
            CaseFiles files,
            DisputePayments payments) {
        this.work = work;
        this.input = input;
        this.cases = cases;
        this.disputes = disputes;
        this.files = files;
        this.payments = payments;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(
                task,
                (c, due, now) -> {
                    disputes.paymentNeedsSupport(c.number(), due);
                    return c;
                },
                this::decide);
    }

    private void decide(DelegateTask task) {
        String person = input.person(task);
        CaseNumber number = cases.number(task);
        Choice choice = input.choice(task, Variables.REFUND_RESOLUTION.name(), Choice.class);
        files.addMessage(
                number, Direction.INTERNAL, Actor.agent(person), input.requiredText(task, "note", Why.REASON_MISSING));
        if (choice != Choice.LOOK_UP_AGAIN) {
            payments.settle(number, choice == Choice.PAID_BY_HAND, person);
        }
    }
}
