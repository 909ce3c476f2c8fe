package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** A person has looked at the evidence of who is asking. */
@Component
class ReviewIdentityListener implements TaskListener {

    enum Choice {
        VERIFIED,
        ASK,
        NOT_VERIFIED
    }

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;
    private final CaseFiles files;

    ReviewIdentityListener(TaskWork work, FormInput input, RunningCases cases, CaseFiles files) {
        this.work = work;
        this.input = input;
        this.cases = cases;
        this.files = files;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(task, (c, due, now) -> c.identityReviewNeeded(due, now), this::decide);
    }

    private void decide(DelegateTask task) {
        Actor by = Actor.agent(input.person(task));
        CaseNumber number = cases.number(task);
        Choice choice = input.choice(task, Variables.IDENTITY_DECISION.name(), Choice.class);
        if (choice == Choice.ASK) {
            String question = input.requiredText(task, "question", Why.QUESTION_MISSING);
            files.addMessage(number, Direction.TO_CUSTOMER, by, question);
            input.text(task, "note");
            return;
        }
        files.addMessage(number, Direction.INTERNAL, by, input.requiredText(task, "note", Why.REASON_MISSING));
        input.text(task, "question");
        boolean verified = choice == Choice.VERIFIED;
        cases.change(
                number,
                (c, now) -> verified
                        ? c.identityVerified(IdentityMethod.PAPERS, by, null, now)
                        : c.identityNotVerified(by, null, now));
        Variables.IDENTITY_VERIFIED.set(task, verified);
    }
}
