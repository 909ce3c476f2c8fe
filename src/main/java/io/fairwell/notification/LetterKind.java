package io.fairwell.notification;

/**
 * What customers are written. The facts that a kind needs beyond what the case knows are named with it; an {@code until}
 * is an ISO-8601 instant and, where it is not given, taken from what the case awaits.
 */
public enum LetterKind {
    /** The request has been recorded. */
    RECEIPT,
    /** The one-time code. Facts: {@code code}. */
    CODE,
    /** Something is missing. Facts: {@code question}, optionally {@code until}. */
    INFORMATION_REQUEST,
    /** It is still missing. Facts: optionally {@code question} and {@code until}. */
    INFORMATION_REMINDER,
    /** The one offer of the case. */
    OFFER,
    /**
     * A draft, or a refund that the review or the customer's own use made smaller, has to be confirmed. Facts: optionally
     * {@code until}.
     */
    CONFIRMATION_REQUEST,
    /** It has not been confirmed yet. Facts: optionally {@code until}. */
    CONFIRMATION_REMINDER,
    /** All is decided; the effective date is awaited. Facts: optionally {@code rights}, true where they are to be moved. */
    SCHEDULED,
    /** The effective date is near. */
    EFFECTIVE_REMINDER,
    /**
     * The facts changed in the customer's favour: the refund is larger than the one that was told before. Facts:
     * optionally {@code before}, as in {@code CNY 18.50}; else as the timeline says.
     */
    QUOTE_CHANGED,
    /** To the owner of a team plan: data and rights of its members have to be moved. Facts: optionally {@code until}. */
    RIGHTS_TRANSFER,
    /**
     * The rest must be done at the place of purchase. Facts: {@code where} (PARTNER, RESELLER or STORE), optionally
     * {@code checks}: after how many days it is checked, as in {@code 3,7}; the last check is support's.
     */
    CUSTOMER_ACTION,
    /** As above, and not yet done. Facts: {@code where}. */
    CUSTOMER_ACTION_REMINDER,
    /** Goods have to come back. Facts: optionally {@code address} and {@code until}. */
    RETURN_INSTRUCTIONS,
    /** The goods are not back yet. Facts: optionally {@code address} and {@code until}. */
    RETURN_REMINDER,
    /** To the holder of a plan with sub-accounts, for its members. */
    MEMBERS_NOTICE,
    /** The written confirmation of the cancellation. */
    COMPLETED,
    /** The customer accepted the offer and stays. */
    RETAINED,
    /** The request was taken back, by the customer or by support. */
    WITHDRAWN,
    /** A newer request for an earlier date took the place of this one, which the case itself names. */
    SUPERSEDED,
    /** A draft was never confirmed. */
    LAPSED,
    /** The request is rejected; cause and legal basis are those of the case. */
    REJECTED,
    /**
     * A dispute has been recorded. Facts: {@code about} (REFUND or CHARGE), {@code until}, optionally {@code claimed};
     * for a charge {@code claimed} and {@code chargedOn}.
     */
    DISPUTE_RECEIVED,
    /**
     * The answer to a dispute. Facts: those of the dispute without {@code until}, {@code outcome} (UPHELD, PARTLY or
     * REJECTED), {@code granted}, {@code payment} (NONE, PAID, FAILED), optionally {@code answerReason},
     * {@code answerLegalBasis}, {@code paidBy} (a date) and {@code authority} (where to complain further).
     */
    DISPUTE_ANSWERED
}
