package io.fairwell.cancellation;

import java.time.Instant;
import java.util.Map;

/**
 * One line of a case's timeline.
 *
 * @param details facts without personal data: codes, dates, amounts
 */
public record CaseEvent(Kind kind, Actor by, Instant at, Map<String, String> details) {

    public enum Kind {
        RECEIVED,
        CODE_SENT,
        CODE_REJECTED,
        IDENTITY_REVIEW_NEEDED,
        IDENTITY_VERIFIED,
        IDENTITY_NOT_VERIFIED,
        INFORMATION_REQUESTED,
        INFORMATION_RECEIVED,
        RENEWAL_ON_HOLD,
        QUOTED,
        /** The facts have changed since the quote; details {@code refund}, {@code before}. */
        QUOTE_CHANGED,
        OFFER_MADE,
        OFFER_ACCEPTED,
        OFFER_DECLINED,
        OFFER_EXPIRED,
        OFFER_APPLIED,
        REFUND_REVIEW_NEEDED,
        REFUND_PREPARED,
        REFUND_SENT_BACK,
        REFUND_APPROVED,
        REFUND_REJECTED,
        CONFIRMATION_REQUESTED,
        CONFIRMED,
        SCHEDULED,
        RIGHTS_TRANSFER_REQUESTED,
        RIGHTS_TRANSFERRED,
        REMINDER_SENT,
        EXECUTION_STARTED,
        CUSTOMER_ACTION_NEEDED,
        CUSTOMER_ACTION_CONFIRMED,
        BENEFITS_ENDED,
        POINTS_FROZEN,
        POINTS_CLEARED,
        MANDATE_REVOKED,
        MEMBERS_NOTIFIED,
        DEVICES_UNBOUND,
        RETURN_AWAITED,
        RETURN_RECEIVED,
        REFUND_SENT,
        REFUND_UNKNOWN,
        REFUND_PAID,
        REFUND_FAILED,
        /** The money is with the customer. */
        REFUND_SETTLED,
        /** The gateway took it, and it came back. */
        REFUND_RETURNED,
        /** Neither settled nor returned when it should have arrived; support looks for it. */
        REFUND_LATE,
        /** What support found out about a late or returned refund; detail {@code result}. */
        REFUND_CHASED,
        RENEWAL_RESTORED,
        ESCALATED,
        TECHNICAL_FAILURE,
        TECHNICAL_FAILURE_RESOLVED,
        WITHDRAWAL_REQUESTED,
        STOPPED_BY_SUPPORT,
        DRAFT_LAPSED,
        /** A later request for an earlier date took its place; detail {@code by}. */
        SUPERSEDED,
        DISPUTE_RECEIVED,
        DISPUTE_ANSWERED,
        COMPLETED,
        RETAINED,
        WITHDRAWN,
        REJECTED
    }
}
