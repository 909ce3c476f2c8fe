package io.fairwell.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a customer is told about their cancellation.
 *
 * @param checked what became of the last code that was entered; null where there was none
 * @param question what support asked for last
 * @param agree whether the confirmation that is asked for is one of a smaller refund
 * @param statement null while nothing is quoted, or when the cancellation is called off
 * @param before the statement that was shown before the customer's own use made the refund smaller
 * @param disputes what the customer has objected to, and the answers
 * @param disputeRefund whether the refund decision can be disputed now
 * @param disputeCharge whether a charge can be disputed now
 */
record CustomerSheet(
        String number,
        String plan,
        String tone,
        String headline,
        String standing,
        @Nullable String awaited,
        Section facts,
        @Nullable String lessRefund,
        @Nullable String rejection,
        PossibleActions can,
        boolean card,
        @Nullable String checked,
        @Nullable String question,
        @Nullable String offer,
        @Nullable String offerUntil,
        CustomerDuties.Duties duties,
        boolean agree,
        @Nullable StatementView statement,
        @Nullable StatementView before,
        List<String> impact,
        List<Section> disputes,
        boolean disputeRefund,
        boolean disputeCharge) {}
