package io.fairwell.terms;

import java.time.LocalDate;

/** The days between which the customer will have the money. */
public record Eta(LocalDate from, LocalDate to) {}
