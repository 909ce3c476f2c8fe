package io.fairwell.terms;

import java.time.LocalDate;
import org.joda.money.Money;

/** A charge that will still come before the cancellation takes effect. */
public record NextCharge(LocalDate date, Money amount) {}
