package io.fairwell.refund;

/**
 * Our books and the gateway's differ, and a person has to find out why. Published after the finding was committed, at
 * least once, until every listener has returned without an exception.
 */
public record DiscrepancyFound(Finding finding) {}
