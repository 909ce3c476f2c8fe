package io.fairwell.terms;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Request;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Billing periods that are still charged before a cancellation takes effect, and why.
 *
 * @param first when the first of them is charged
 * @param each what one of them costs
 * @param wished whether the customer asked for so late an end; otherwise the notice period is the reason
 */
public record MoreCycles(int count, LocalDate first, Money each, boolean wished) {

    /** @return empty where nothing more is charged */
    public static Optional<MoreCycles> of(@Nullable Quote quote, Request request) {
        return Optional.ofNullable(quote)
                .flatMap(known -> Optional.ofNullable(known.nextCharge())
                        .map(charge -> new MoreCycles(
                                count(known), charge.date(), charge.amount(), isWished(known, request))));
    }

    private static int count(Quote quote) {
        return quote.impact().stream()
                .filter(impact -> impact.kind() == ImpactKind.ONE_MORE_CYCLE)
                .flatMap(impact -> Optional.ofNullable(impact.facts().get("cycles")).stream())
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(1);
    }

    private static boolean isWished(Quote quote, Request request) {
        LocalDate wished = request.wishedDate();
        return request.mode() == EffectiveMode.DATE
                && wished != null
                && !quote.effectiveOn().isAfter(wished);
    }

    public boolean isOne() {
        return count == 1;
    }
}
