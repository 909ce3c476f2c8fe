package io.fairwell.terms;

/** Which rule of which version of which decision table was used. */
public record DecisionRef(String decision, int version, String rule) {}
