package io.fairwell.process.task;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.dispute.Answer;
import io.fairwell.dispute.Answer.Outcome;
import io.fairwell.dispute.Dispute;
import io.fairwell.dispute.DisputeDesk;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** What the two forms have in common in which people answer a dispute. */
@Component
class DisputeForm {

    private final FormInput input;
    private final RunningCases cases;
    private final DisputeDesk disputes;

    DisputeForm(FormInput input, RunningCases cases, DisputeDesk disputes) {
        this.input = input;
        this.cases = cases;
        this.disputes = disputes;
    }

    /** What the person has to know that the case does not show: how much can be granted, what a colleague proposed. */
    void prepare(DelegateTask task, Dispute open) {
        Variables.GRANT_LIMIT.set(task, disputes.limit(cases.number(task)).toString());
        Variables.PREPARED_BY.set(task, open.proposedBy());
        Variables.PREPARED_AMOUNT.set(
                task, open.proposal().map(Answer::granted).map(Money::toString).orElse(null));
    }

    /** @return the dispute: decided, or with a proposal that needs somebody else's agreement */
    Dispute answer(DelegateTask task, Outcome outcome, String person) {
        CaseNumber number = cases.number(task);
        CurrencyUnit currency = disputes.limit(number).getCurrencyUnit();
        Money granted = outcome == Outcome.REJECTED ? Money.zero(currency) : input.amount(task, "grantedNow", currency);
        String reason = input.text(task, "note");
        String legalBasis = input.text(task, "legalBasis");
        input.text(task, "grantedNow");
        Dispute after = disputes.answer(
                number,
                new Answer(
                        outcome,
                        granted,
                        outcome == Outcome.UPHELD || reason.isEmpty() ? null : reason,
                        outcome == Outcome.REJECTED && !legalBasis.isEmpty() ? legalBasis : null),
                person);
        after.decision().ifPresent(decision -> {
            Variables.AMOUNT_GRANTED.set(task, decision.granted().isPositive());
            Variables.GRANTED_AMOUNT.set(task, decision.granted().toString());
        });
        return after;
    }
}
