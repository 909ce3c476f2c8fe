package io.fairwell.process.task;

import io.fairwell.dispute.DisputeDesk;
import io.fairwell.process.Deadlines;
import io.fairwell.process.DisputeLetters;
import io.fairwell.process.RunningCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the customer that the dispute has arrived, and by when it is answered. */
@Component
class AcknowledgeDisputeDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final DisputeDesk disputes;
    private final DisputeLetters letters;
    private final Deadlines deadlines;

    AcknowledgeDisputeDelegate(RunningCases cases, DisputeDesk disputes, DisputeLetters letters, Deadlines deadlines) {
        this.cases = cases;
        this.disputes = disputes;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        letters.received(disputes.open(cases.number(execution)), deadlines.due());
    }
}
