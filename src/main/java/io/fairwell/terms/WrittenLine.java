package io.fairwell.terms;

import org.joda.money.Money;

/**
 * A line of a refund statement in words.
 *
 * @param name what the line is about
 * @param amount deductions are negative
 * @param rule decision and rule, for example {@code terms#retail-annual}
 * @param version of the decision table; 0 where it is not known
 * @param legalBasis empty where there is none
 */
public record WrittenLine(
        LineKind kind, String name, Money amount, String formula, String rule, int version, String legalBasis) {}
