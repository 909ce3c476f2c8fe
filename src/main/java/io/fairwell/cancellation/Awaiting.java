package io.fairwell.cancellation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has to act next.
 *
 * @param until when the process goes on without it, or the time by which it is due; null where there is no such time
 */
public record Awaiting(Who who, What what, @Nullable Instant until) {

    public enum Who {
        CUSTOMER,
        SUPPORT,
        SUPERVISOR,
        PARTNER,
        TIME,
        SYSTEM
    }

    public enum What {
        /** The one-time code or the card digits. */
        ENTER_CODE,
        PROVIDE_INFORMATION,
        REVIEW_IDENTITY,
        DECIDE_OFFER,
        TALK_TO_CUSTOMER,
        REVIEW_REFUND,
        APPROVE_REFUND,
        CONFIRM,
        EFFECTIVE_DATE,
        /** The owner of a team plan moves the rights of its members before they end. */
        MOVE_RIGHTS,
        /** Support asks why the rights have not been moved. */
        FOLLOW_UP_RIGHTS,
        /** What is left to do at the partner, the reseller or the app store. */
        CONFIRM_ELSEWHERE,
        FOLLOW_UP,
        RETURN_GOODS,
        RESOLVE_REFUND,
        /** A step failed for good; support decides how to go on. */
        RESOLVE_TECHNICAL_FAILURE,
        /** The next automatic step. */
        PROCESSING
    }

    static final Awaiting NEXT_STEP = new Awaiting(Who.SYSTEM, What.PROCESSING, null);
}
