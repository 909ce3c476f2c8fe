package io.fairwell.terms;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.joda.money.Money;

/**
 * @param amount deductions are negative
 * @param rule decision and rule, for example {@code terms#retail-annual}
 * @param version of the decision table the rule stands in; 0 where a quote of an earlier Fairwell does not say
 * @param legalBasis code of the source; {@link QuoteTexts} has the words
 */
public record StatementLine(
        LineKind kind,
        Money amount,
        Formula formula,
        String rule,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int version,
        String legalBasis) {

    /** @return with the version that its rule has among these, where it is there */
    StatementLine in(List<DecisionRef> decisions) {
        return decisions.stream()
                .filter(reference -> reference.label().equals(rule))
                .findFirst()
                .map(reference -> new StatementLine(kind, amount, formula, rule, reference.version(), legalBasis))
                .orElse(this);
    }
}
