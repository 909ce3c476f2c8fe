package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/** A person decides about a refund, or prepares the decision for a second one. */
@Component
class ReviewRefundListener implements TaskListener {

    enum Choice {
        APPROVE,
        ADJUST,
        REJECT,
        ASK
    }

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;
    private final CaseFiles files;

    ReviewRefundListener(TaskWork work, FormInput input, RunningCases cases, CaseFiles files) {
        this.work = work;
        this.input = input;
        this.cases = cases;
        this.files = files;
    }

    @Override
    public void notify(DelegateTask task) {
        work.handle(
                task, (c, due, now) -> c.refundReviewNeeded(Who.SUPPORT, What.REVIEW_REFUND, due, now), this::decide);
    }

    private void decide(DelegateTask task) {
        String person = input.person(task);
        Choice choice = input.choice(task, Variables.REVIEW_DECISION.name(), Choice.class);
        String note = input.text(task, "note");
        String legalBasis = input.text(task, "legalBasis");
        if (choice == Choice.ASK) {
            String question = input.requiredText(task, "question", Why.QUESTION_MISSING);
            files.addMessage(cases.number(task), Direction.TO_CUSTOMER, Actor.agent(person), question);
            input.text(task, "adjustedAmount");
            return;
        }
        input.text(task, "question");
        CancellationCase before = cases.get(task);
        Money quoted = Objects.requireNonNull(before.quote()).refund();
        Money amount =
                choice == Choice.ADJUST ? input.amount(task, "adjustedAmount", quoted.getCurrencyUnit()) : quoted;
        input.text(task, "adjustedAmount");
        boolean second = "SUPERVISOR".equals(Variables.REVIEW_ROUTE.get(task)) || amount.isGreaterThan(quoted);
        Money limit = cases.subscription(before).paid();
        CancellationCase after = cases.change(
                before.number(),
                (c, now) -> choice == Choice.REJECT
                        ? c.refundRejected(person, note, legalBasis, second, now)
                        : c.refundPrepared(amount, limit, note, person, second, now));
        Variables.SECOND_APPROVAL.set(task, second);
        Variables.PREPARED_BY.set(task, person);
        Variables.PREPARED_AMOUNT.set(task, String.valueOf(after.refund().amount()));
    }
}
