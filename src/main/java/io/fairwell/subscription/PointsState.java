package io.fairwell.subscription;

/** What may be done with collected points. */
public enum PointsState {
    USABLE,
    FROZEN,
    CLEARED
}
