package io.fairwell.terms;

/** What changes for the customer; which of it they are told is decision {@code impact}. */
public enum ImpactKind {
    ACCESS_ENDS,
    RENEWAL_OFF,
    ONE_MORE_CYCLE,
    EARLY_TERMINATION_FEE,
    POINTS_LOST,
    POINTS_FROZEN,
    POINTS_USABLE_UNTIL_END,
    COUPONS_LOST,
    DEVICES_UNBOUND,
    SUB_ACCOUNTS_END,
    MEMBERS_TOLD,
    RIGHTS_TO_MOVE,
    CACHED_CONTENT_LOST,
    LICENCE_STAYS_ACTIVATED,
    REST_FORFEITED,
    ORDERS_KEPT,
    CANCEL_ELSEWHERE,
    MANDATE_REVOKED,
    RETURN_NEEDED
}
