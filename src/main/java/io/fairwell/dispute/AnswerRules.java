package io.fairwell.dispute;

import io.fairwell.cancellation.DecisionRefused;
import io.fairwell.cancellation.DecisionRefused.Why;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What an answer has to contain, and how much it may grant. */
final class AnswerRules {

    private AnswerRules() {}

    /**
     * @param limit the most that can be granted
     * @throws DecisionRefused with what is wrong
     */
    static void check(Claim claim, Answer answer, Money limit) {
        Money granted = answer.granted();
        if (granted.isNegative()
                || !granted.getCurrencyUnit().equals(limit.getCurrencyUnit())
                || granted.isGreaterThan(limit)) {
            throw new DecisionRefused(Why.GRANT_OUT_OF_BOUNDS, limit.toString());
        }
        Money claimed = claim.amount();
        switch (answer.outcome()) {
            case UPHELD -> {
                if (claimed != null && !granted.equals(claimed)) {
                    throw new DecisionRefused(Why.GRANT_NOT_AS_CLAIMED, claimed.toString());
                }
            }
            case PARTLY -> {
                if (!granted.isPositive() || claimed != null && !granted.isLessThan(claimed)) {
                    throw new DecisionRefused(Why.GRANT_NOT_PARTLY, claimed == null ? "" : claimed.toString());
                }
                requireText(answer.reason(), Why.REASON_MISSING);
            }
            case REJECTED -> {
                requireText(answer.reason(), Why.REASON_MISSING);
                requireText(answer.legalBasis(), Why.LEGAL_BASIS_MISSING);
            }
        }
    }

    private static void requireText(@Nullable String text, Why why) {
        if (text == null || text.isBlank()) {
            throw new DecisionRefused(why, "");
        }
    }
}
