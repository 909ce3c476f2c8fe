package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.Offer;
import io.fairwell.process.Deadlines;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.Decision;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Support has talked to a customer for whom the service was not as promised. */
@Component
class TalkToCustomerListener implements TaskListener {

    enum Choice {
        STAYS,
        LEAVES
    }

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;
    private final CaseFiles files;
    private final Deadlines deadlines;
    private final CaseDecisions decisions;

    TalkToCustomerListener(
            TaskWork work,
            FormInput input,
            RunningCases cases,
            CaseFiles files,
            Deadlines deadlines,
            CaseDecisions decisions) {
        this.work = work;
        this.input = input;
        this.cases = cases;
        this.files = files;
        this.deadlines = deadlines;
        this.decisions = decisions;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(task, (c, due, now) -> c.offerMade(talk(c), now), this::decide);
    }

    private void decide(DelegateTask task) {
        Actor by = Actor.agent(input.person(task));
        CaseNumber number = cases.number(task);
        boolean stays = input.choice(task, "talkResult", Choice.class) == Choice.STAYS;
        input.text(task, "talkResult");
        files.addMessage(number, Direction.INTERNAL, by, input.requiredText(task, "note", Why.REASON_MISSING));
        cases.change(number, (c, now) -> stays ? c.offerAccepted(by, now) : c.offerDeclined(by, now));
        Variables.CUSTOMER_STAYS.set(task, stays);
    }

    private Offer talk(CancellationCase running) {
        Decision chosen = decisions.latest(running.number(), "retention-offer").orElseThrow();
        return new Offer(
                Offer.Kind.TALK,
                0,
                0,
                chosen.rule(),
                Offer.State.OPEN,
                running.request().declaredAt(),
                deadlines.offerUntil());
    }
}
