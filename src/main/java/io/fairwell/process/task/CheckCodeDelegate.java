package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.identity.CheckResult;
import io.fairwell.identity.Verification;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Compares what the customer entered; a wrong code is a result, not an error. */
@Component
class CheckCodeDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Verification verification;

    CheckCodeDelegate(RunningCases cases, Verification verification) {
        this.cases = cases;
        this.verification = verification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CaseNumber number = cases.number(execution);
        CheckResult result = verification.check(number);
        if (result == CheckResult.CORRECT) {
            cases.change(
                    execution,
                    (c, now) -> c.identityVerified(
                            c.identity().method(), Actor.customer(c.request().customerId()), null, now));
            Variables.IDENTITY_VERIFIED.set(execution, true);
        } else {
            cases.change(execution, (c, now) -> c.codeRejected(verification.attemptsLeft(number), now));
        }
        Variables.CODE_CHECK.set(execution, result == CheckResult.EXPIRED ? CheckResult.WRONG.name() : result.name());
    }
}
