package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Identity;
import io.fairwell.cancellation.Rejection;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.process.RunningCases;
import io.fairwell.subscription.Subscriptions;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the customer why nothing is cancelled, and ends the case. */
@Component
class ExplainRejectionDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final Subscriptions subscriptions;
    private final Letters letters;
    private final ProcessTexts texts;

    ExplainRejectionDelegate(RunningCases cases, Subscriptions subscriptions, Letters letters, ProcessTexts texts) {
        this.cases = cases;
        this.subscriptions = subscriptions;
        this.letters = letters;
        this.texts = texts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        Rejection.Cause cause = running.identity().state() == Identity.State.VERIFIED
                ? Rejection.Cause.NOTHING_TO_CANCEL
                : Rejection.Cause.IDENTITY_NOT_VERIFIED;
        Rejection why = new Rejection(
                cause, texts.of("legalBasis." + cause, running.request().locale()));
        subscriptions.restoreRenewal(running.tenantId(), running.request().subscriptionId(), running.number());
        cases.change(execution, (c, now) -> c.rejected(why, now));
        letters.send(running.number(), LetterKind.REJECTED, "rejected", Map.of());
    }
}
