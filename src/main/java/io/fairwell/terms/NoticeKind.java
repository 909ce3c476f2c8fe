package io.fairwell.terms;

/** How the terms ask for notice. */
public enum NoticeKind {
    /** No notice: the cancellation takes effect as asked. */
    NONE,
    /** So long before a billing date, or the next one counts. */
    BEFORE_BILLING,
    /** So long from the request on, whenever that is. */
    ROLLING
}
