package io.fairwell.terms;

/** On what ground the refund stands. */
public enum Basis {
    /** The terms of the agreement. */
    TERMS,
    /** Cancelled within the cooling-off period. */
    COOLING_OFF,
    /** The service was not as promised. */
    CLAIM
}
