package io.fairwell.terms;

import org.joda.money.Money;

/**
 * @param amount deductions are negative
 * @param rule decision and rule, for example {@code terms#retail-annual}
 * @param legalBasis code of the source; {@link QuoteTexts} has the words
 */
public record StatementLine(LineKind kind, Money amount, Formula formula, String rule, String legalBasis) {}
