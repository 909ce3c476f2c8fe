package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.process.Deadlines;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Settlements;
import io.fairwell.process.Variables;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Support has found out where a late or returned refund is. The case itself may have ended long ago. */
@Component
class ChaseRefundListener implements TaskListener {

    enum Choice {
        /** The customer has it. */
        ARRIVED,
        /** It is on its way after all. */
        WAIT,
        /** It came back or got lost, and has been paid in another way. */
        PAID_ANOTHER_WAY
    }

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;
    private final CaseFiles files;
    private final Settlements settlements;
    private final Deadlines deadlines;

    ChaseRefundListener(
            TaskWork work,
            FormInput input,
            RunningCases cases,
            CaseFiles files,
            Settlements settlements,
            Deadlines deadlines) {
        this.work = work;
        this.input = input;
        this.cases = cases;
        this.files = files;
        this.settlements = settlements;
        this.deadlines = deadlines;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(task, (c, due, now) -> c, this::decide);
    }

    private void decide(DelegateTask task) {
        String person = input.person(task);
        CaseNumber number = cases.number(task);
        Choice found = input.choice(task, Variables.CHASE_RESULT.name(), Choice.class);
        String leg = Variables.REFUND_LEG.get(task.getExecution());
        Actor by = Actor.agent(person);
        files.addMessage(number, Direction.INTERNAL, by, input.requiredText(task, "note", Why.REASON_MISSING));
        cases.change(
                number, (c, now) -> c.noted(Kind.REFUND_CHASED, by, now, Map.of("leg", leg, "result", found.name())));
        switch (found) {
            case ARRIVED -> settlements.arrived(number, leg);
            case PAID_ANOTHER_WAY -> settlements.paidAnotherWay(number, leg, person);
            case WAIT -> task.setVariable(Variables.SETTLE_BY.name(), Date.from(deadlines.chaseAgain()));
        }
    }
}
