package io.fairwell.terms;

/** What changes for the customer. */
public enum ImpactKind {
    ACCESS_ENDS,
    RENEWAL_OFF,
    ONE_MORE_CYCLE,
    POINTS_LOST,
    COUPONS_LOST,
    DEVICES_UNBOUND,
    SUB_ACCOUNTS_END,
    CACHED_CONTENT_LOST,
    CANCEL_ELSEWHERE,
    MANDATE_REVOKED,
    RETURN_NEEDED
}
