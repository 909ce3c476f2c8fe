package io.fairwell.delivery;

import java.time.Instant;

/** A message on its way. */
public interface Consignment {

    /** How often delivery was begun, this time included. */
    int attempts();

    /** Since when it is being tried: it is given up {@link BackOff#LONGEST} after that. */
    Instant triedSince();

    /** Whether it is not worth delivering any more. */
    boolean isExpired(Instant now);

    /** What it is, for the log: without personal data. */
    String label();
}
