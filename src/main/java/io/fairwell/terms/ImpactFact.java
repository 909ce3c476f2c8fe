package io.fairwell.terms;

/** What holds for an agreement that is to end; decision {@code impact} says which of it a customer is told, and how. */
enum ImpactFact {
    SERVICE_ENDS,
    /** Billing dates before the end. */
    CHARGE_TO_COME,
    EARLY_TERMINATION_FEE,
    /** It renews by itself. */
    RENEWAL,
    BOUGHT_ELSEWHERE,
    /** A standing permission to charge a wallet. */
    MANDATE,
    /** Goods that have to come back. */
    RETURN,
    /** Of sub-accounts, to be moved before the end. */
    RIGHTS,
    POINTS,
    /** From the declaration until the end. */
    POINTS_FROZEN,
    /** Until the end. */
    POINTS_USABLE,
    COUPONS,
    SUB_ACCOUNTS,
    /** The people behind sub-accounts. */
    MEMBERS,
    DEVICES,
    /** The customer has used it. */
    USED,
    /** Whether anything was downloaded is not known here: asked for every agreement. */
    CONTENT,
    /** Whether anything is left is not known here: asked for every agreement. */
    REMAINDER,
    /** Whether anything was ordered is not known here: asked for every agreement. */
    ORDERS
}
