package io.fairwell.desk;

import io.fairwell.terms.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one case, in words, for the people who look after it.
 *
 * @param tone how the status is coloured: open, wait, good or ended
 * @param awaited who has to act next; null when the case has ended
 * @param overdue whether the time by which it is awaited has passed
 * @param evidence documents the customer handed in
 * @param quoteMissing told in place of a statement while there is none
 * @param before the statement the customer was shown before their own use made the refund smaller
 * @param newer number of the request that took the place of this one
 * @param older number of the request whose place this one took
 * @param statement null while nothing is quoted
 * @param quoted what was quoted, where a review has put something else in its place
 * @param stoppable whether the one who looks may stop the case now
 */
record CaseSheet(
        String number,
        String status,
        String tone,
        @Nullable String awaited,
        @Nullable String until,
        boolean overdue,
        String age,
        String zone,
        List<Section> people,
        Section agreement,
        List<DocumentLink> evidence,
        @Nullable StatementView statement,
        @Nullable StatementView quoted,
        @Nullable StatementView before,
        List<Section> outcome,
        List<DecisionLine> decisions,
        List<MessageLine> messages,
        List<LetterLine> letters,
        List<EventLine> timeline,
        @Nullable String newer,
        @Nullable String older,
        boolean stoppable) {

    record DocumentLink(long id, String name, String at) {}

    record DecisionLine(String decision, int version, String rule, List<String> outputs) {
        static DecisionLine of(Decision decision) {
            return new DecisionLine(
                    decision.decision(),
                    decision.version(),
                    decision.rule(),
                    decision.outputs().entrySet().stream()
                            .map(output -> output.getKey() + " = " + output.getValue())
                            .sorted()
                            .toList());
        }
    }

    /** @param document null where the message is text */
    record MessageLine(
            String direction,
            String style,
            String by,
            String at,
            String text,
            @Nullable DocumentLink document) {}

    /** @param error code of the last failure; empty where there was none */
    record LetterLine(String kind, String channel, String state, boolean parked, String error, String at) {}

    record EventLine(String what, String by, String at, List<String> details) {}
}
