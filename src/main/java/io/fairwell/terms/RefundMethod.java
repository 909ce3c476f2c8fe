package io.fairwell.terms;

/** How the base of a refund is found. */
public enum RefundMethod {
    /** By unused days of the term. */
    DAYS,
    /** By unused months; a started month is used. */
    MONTHS,
    /** All that was paid. */
    FULL,
    NONE,
    /** All that was paid, due when the goods have come back. */
    RETURN,
    /** A person decides, up to what was paid. */
    REVIEW
}
