package io.fairwell.process.task;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.Offer;
import io.fairwell.notification.LetterKind;
import io.fairwell.notification.Letters;
import io.fairwell.process.Deadlines;
import io.fairwell.process.RunningCases;
import io.fairwell.terms.CaseDecisions;
import io.fairwell.terms.Decision;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes the one offer of the case. */
@Component
class SendOfferDelegate implements JavaDelegate {

    private final RunningCases cases;
    private final CaseDecisions decisions;
    private final Letters letters;
    private final Deadlines deadlines;

    SendOfferDelegate(RunningCases cases, CaseDecisions decisions, Letters letters, Deadlines deadlines) {
        this.cases = cases;
        this.decisions = decisions;
        this.letters = letters;
        this.deadlines = deadlines;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CancellationCase running = cases.get(execution);
        Decision chosen = decisions.latest(running.number(), "retention-offer").orElseThrow();
        Instant until = running.request().isDraft() ? deadlines.offerUntil() : null;
        cases.change(
                execution,
                (c, now) -> c.offerMade(
                        new Offer(
                                Offer.Kind.valueOf(chosen.text("offerKind")),
                                chosen.number("percent").intValueExact(),
                                chosen.number("cycles").intValueExact(),
                                chosen.rule(),
                                Offer.State.OPEN,
                                now,
                                until),
                        now));
        letters.send(running.number(), LetterKind.OFFER, "offer", Map.of());
    }
}
