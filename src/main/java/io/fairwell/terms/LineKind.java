package io.fairwell.terms;

/** What a line of the refund statement is about, in the order in which lines are computed. */
public enum LineKind {
    BASE,
    BENEFITS,
    PERCENT_FEE,
    EARLY_TERMINATION,
    FIXED_FEE,
    COMPENSATION
}
