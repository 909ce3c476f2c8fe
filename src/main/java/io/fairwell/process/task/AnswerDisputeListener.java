package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.dispute.Answer.Outcome;
import io.fairwell.dispute.Dispute;
import io.fairwell.dispute.DisputeDesk;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Support answers a dispute, or passes it on to a supervisor. */
@Component
class AnswerDisputeListener implements TaskListener {

    enum Choice {
        UPHOLD,
        PARTLY,
        REJECT,
        PASS_ON
    }

    private final TaskWork work;
    private final FormInput input;
    private final DisputeForm form;
    private final RunningCases cases;
    private final DisputeDesk disputes;
    private final CaseFiles files;

    AnswerDisputeListener(
            TaskWork work,
            FormInput input,
            DisputeForm form,
            RunningCases cases,
            DisputeDesk disputes,
            CaseFiles files) {
        this.work = work;
        this.input = input;
        this.form = form;
        this.cases = cases;
        this.disputes = disputes;
        this.files = files;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(
                task,
                (c, due, now) -> {
                    form.prepare(task, disputes.withSupport(c.number(), due));
                    return c;
                },
                this::decide);
    }

    private void decide(DelegateTask task) {
        String person = input.person(task);
        Choice choice = input.choice(task, Variables.DISPUTE_ANSWER.name(), Choice.class);
        if (choice == Choice.PASS_ON) {
            String why = input.requiredText(task, "handOver", Why.REASON_MISSING);
            files.addMessage(cases.number(task), Direction.INTERNAL, Actor.agent(person), why);
            Variables.SUPERVISOR_NEEDED.set(task, true);
            return;
        }
        Dispute after = form.answer(task, outcome(choice), person);
        Variables.SUPERVISOR_NEEDED.set(task, after.decision().isEmpty());
    }

    private static Outcome outcome(Choice choice) {
        return switch (choice) {
            case UPHOLD -> Outcome.UPHELD;
            case PARTLY -> Outcome.PARTLY;
            case REJECT -> Outcome.REJECTED;
            case PASS_ON -> throw new IllegalArgumentException("no outcome");
        };
    }
}
