package io.fairwell.process.task;

import io.fairwell.dispute.DisputeDesk;
import io.fairwell.process.DisputeLetters;
import io.fairwell.process.RunningCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes the dispute and answers the customer in writing. */
@Component
class SendAnswerDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final DisputeDesk disputes;
    private final DisputeLetters letters;

    SendAnswerDelegate(RunningCases cases, DisputeDesk disputes, DisputeLetters letters) {
        this.cases = cases;
        this.disputes = disputes;
        this.letters = letters;
    }

    @Override
    public void execute(DelegateExecution execution) {
        letters.answered(disputes.answered(cases.number(execution)));
    }
}
