package io.fairwell.process.task;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseFiles;
import io.fairwell.cancellation.CaseMessage.Direction;
import io.fairwell.cancellation.DecisionRefused.Why;
import io.fairwell.cancellation.ReasonCode;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RefundProposal;
import io.fairwell.cancellation.RefundProposal.Limits;
import io.fairwell.process.RefundLimits;
import io.fairwell.process.RunningCases;
import io.fairwell.process.Variables;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
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

    /** The refund is left to a review by the terms. */
    private static final String REVIEW = "REVIEW";

    private final TaskWork work;
    private final FormInput input;
    private final RunningCases cases;
    private final CaseFiles files;
    private final RefundLimits limits;

    ReviewRefundListener(TaskWork work, FormInput input, RunningCases cases, CaseFiles files, RefundLimits limits) {
        this.work = work;
        this.input = input;
        this.cases = cases;
        this.files = files;
        this.limits = limits;
    }

    @Override
    public void notify(DelegateTask task) {
        if (EVENTNAME_CREATE.equals(task.getEventName())) {
            showLimits(task);
        }
        work.handle(
                task, (c, due, now) -> c.refundReviewNeeded(Who.SUPPORT, What.REVIEW_REFUND, due, now), this::decide);
    }

    private void showLimits(DelegateTask task) {
        Variables.CLAIM.set(task, isClaim(task));
        Money most =
                limits.of(cases.subscription(cases.get(task)), isClaim(task)).compensation();
        Variables.COMPENSATION_LIMIT.setLocal(task, text(most));
    }

    private static boolean isClaim(DelegateTask task) {
        return ReasonCode.NOT_AS_PROMISED
                        .name()
                        .equals(Variables.REASON.find(task).orElse(""))
                || REVIEW.equals(Variables.REFUND_METHOD.find(task).orElse(""));
    }

    private void decide(DelegateTask task) {
        String person = input.person(task);
        Choice choice = input.choice(task, Variables.REVIEW_DECISION.name(), Choice.class);
        if (choice == Choice.ASK) {
            String question = input.requiredText(task, "question", Why.QUESTION_MISSING);
            files.addMessage(cases.number(task), Direction.TO_CUSTOMER, Actor.agent(person), question);
            return;
        }
        CancellationCase before = cases.get(task);
        Money quoted = Objects.requireNonNull(before.quote()).refund();
        CancellationCase after = choice == Choice.REJECT
                ? reject(task, before, person)
                : prepare(task, before, proposal(task, choice == Choice.ADJUST, quoted, person));
        Refund prepared = after.refund();
        Variables.SECOND_APPROVAL.set(task, prepared.state() == Refund.State.PENDING_APPROVAL);
        Variables.PREPARED_BY.set(task, person);
        Variables.PREPARED_AMOUNT.set(task, text(prepared.amount()));
        Variables.PREPARED_REFUND.set(task, text(prepared.refundPart()));
        Variables.PREPARED_COMPENSATION.set(task, text(prepared.compensation()));
    }

    private static @Nullable String text(@Nullable Money amount) {
        return amount == null ? null : amount.toString();
    }

    private RefundProposal proposal(DelegateTask task, boolean adjusted, Money quoted, String person) {
        CurrencyUnit currency = quoted.getCurrencyUnit();
        Money refund = adjusted ? input.amount(task, "adjustedAmount", currency) : quoted;
        Money compensation =
                adjusted ? input.optionalAmount(task, "compensation", currency).orElse(null) : null;
        return new RefundProposal(refund, compensation, input.text(task, "note"), person);
    }

    private CancellationCase prepare(DelegateTask task, CancellationCase before, RefundProposal proposal) {
        Money quoted = Objects.requireNonNull(before.quote()).refund();
        boolean second = needsSupervisor(task) || proposal.refund().isGreaterThan(quoted);
        Limits allowed = limits.of(cases.subscription(before), isClaim(task));
        return cases.change(before.number(), (c, now) -> c.refundPrepared(proposal, allowed, second, now));
    }

    private CancellationCase reject(DelegateTask task, CancellationCase before, String person) {
        String note = input.text(task, "note");
        String legalBasis = input.text(task, "legalBasis");
        boolean second = needsSupervisor(task);
        return cases.change(before.number(), (c, now) -> c.refundRejected(person, note, legalBasis, second, now));
    }

    private static boolean needsSupervisor(DelegateTask task) {
        return "SUPERVISOR".equals(Variables.REVIEW_ROUTE.get(task));
    }
}
