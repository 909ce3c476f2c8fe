package io.fairwell.api;

import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.dispute.Answer;
import io.fairwell.dispute.Claim.About;
import io.fairwell.dispute.Dispute;
import java.time.Instant;
import java.time.LocalDate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The latest dispute of a case as callers see it: what was decided, never what is merely proposed.
 *
 * @param granted null until it is decided
 * @param authority where the customer can complain further, as the law of their country names it
 * @param eta by when the customer has the money, at the latest
 */
record DisputeView(
        int number,
        Dispute.State state,
        About about,
        @Nullable Money claimed,
        @Nullable LocalDate chargedOn,
        @Nullable Money granted,
        @Nullable AnswerView answer,
        Dispute.Payment payment,
        @Nullable LocalDate eta,
        @Nullable String authority,
        @Nullable AwaitingView awaiting,
        Instant receivedAt,
        @Nullable Instant answeredAt) {

    record AnswerView(
            Answer.Outcome outcome,
            @Nullable String reason,
            @Nullable String legalBasis) {}

    record AwaitingView(Who who, @Nullable Instant until) {}

    static DisputeView of(Dispute dispute, @Nullable String authority) {
        Dispute.Turn turn = dispute.turn();
        return new DisputeView(
                dispute.number(),
                dispute.state(),
                dispute.claim().about(),
                dispute.claim().amount(),
                dispute.claim().chargedOn(),
                dispute.decision().map(Answer::granted).orElse(null),
                dispute.decision()
                        .map(a -> new AnswerView(a.outcome(), a.reason(), a.legalBasis()))
                        .orElse(null),
                dispute.payment(),
                dispute.eta(),
                authority,
                turn == null ? null : new AwaitingView(turn.who(), turn.until()),
                dispute.receivedAt(),
                dispute.answeredAt());
    }
}
