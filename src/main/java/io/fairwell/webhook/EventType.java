package io.fairwell.webhook;

import io.fairwell.cancellation.CaseEvent;
import java.util.Locale;
import java.util.Optional;

/** What other systems are told; {@code docs/messages.md} describes each for them. */
enum EventType {
    /** The request is recorded. */
    RECEIVED,
    /** The case has reached another state, or waits for somebody else. */
    STATUS_CHANGED,
    /** The customer is asked for information. */
    INFORMATION_REQUESTED,
    /** The facts have changed since the quote, and the refund with them. */
    QUOTE_CHANGED,
    /** The customer has an offer to answer. */
    OFFER_MADE,
    /** People, or the rules alone, have decided on the refund. */
    REFUND_DECIDED,
    /** The payment gateway has taken the refund. */
    REFUND_PAID,
    /** The customer has the money. */
    REFUND_SETTLED,
    /** The payment gateway had taken the refund, and the money came back; support looks for another way. */
    REFUND_RETURNED,
    /** The money has not arrived when it should have; support looks for it. */
    REFUND_LATE,
    /** The payment gateway refused the refund; support looks for another way. */
    REFUND_FAILED,
    /** The customer objects to something. */
    DISPUTE_RECEIVED,
    /** The objection is answered. */
    DISPUTE_ANSWERED,
    COMPLETED,
    RETAINED,
    WITHDRAWN,
    REJECTED,
    /** Asked for by the client itself, about no case. */
    TEST;

    private static final String PREFIX = "io.fairwell.cancellation.";

    /** As it stands in CloudEvents, for example {@code io.fairwell.cancellation.refund-paid}. */
    String text() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return empty for steps that are nobody's business but ours */
    static Optional<EventType> of(CaseEvent.Kind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case RECEIVED -> RECEIVED;
                    case CODE_SENT,
                            IDENTITY_REVIEW_NEEDED,
                            IDENTITY_VERIFIED,
                            IDENTITY_NOT_VERIFIED,
                            INFORMATION_RECEIVED,
                            QUOTED,
                            OFFER_ACCEPTED,
                            OFFER_DECLINED,
                            OFFER_EXPIRED,
                            REFUND_REVIEW_NEEDED,
                            CONFIRMATION_REQUESTED,
                            CONFIRMED,
                            SCHEDULED,
                            RIGHTS_TRANSFER_REQUESTED,
                            RIGHTS_TRANSFERRED,
                            EXECUTION_STARTED,
                            CUSTOMER_ACTION_NEEDED,
                            CUSTOMER_ACTION_CONFIRMED,
                            RETURN_AWAITED,
                            RETURN_RECEIVED,
                            REFUND_CHASED -> STATUS_CHANGED;
                    case INFORMATION_REQUESTED -> INFORMATION_REQUESTED;
                    case QUOTE_CHANGED -> QUOTE_CHANGED;
                    case OFFER_MADE -> OFFER_MADE;
                    case REFUND_APPROVED, REFUND_REJECTED -> REFUND_DECIDED;
                    case REFUND_PAID -> REFUND_PAID;
                    case REFUND_SETTLED -> REFUND_SETTLED;
                    case REFUND_RETURNED -> REFUND_RETURNED;
                    case REFUND_LATE -> REFUND_LATE;
                    case REFUND_FAILED -> REFUND_FAILED;
                    case DISPUTE_RECEIVED -> DISPUTE_RECEIVED;
                    case DISPUTE_ANSWERED -> DISPUTE_ANSWERED;
                    case COMPLETED -> COMPLETED;
                    case RETAINED -> RETAINED;
                    case WITHDRAWN -> WITHDRAWN;
                    case REJECTED -> REJECTED;
                    // No default: whoever adds a kind decides here whether other systems hear of it.
                    case CODE_REJECTED,
                            RENEWAL_ON_HOLD,
                            OFFER_APPLIED,
                            REFUND_PREPARED,
                            REFUND_SENT_BACK,
                            REMINDER_SENT,
                            BENEFITS_ENDED,
                            POINTS_FROZEN,
                            POINTS_CLEARED,
                            MANDATE_REVOKED,
                            MEMBERS_NOTIFIED,
                            DEVICES_UNBOUND,
                            REFUND_SENT,
                            REFUND_UNKNOWN,
                            RENEWAL_RESTORED,
                            ESCALATED,
                            TECHNICAL_FAILURE,
                            TECHNICAL_FAILURE_RESOLVED,
                            WITHDRAWAL_REQUESTED,
                            STOPPED_BY_SUPPORT,
                            DRAFT_LAPSED,
                            SUPERSEDED -> null;
                });
    }
}
