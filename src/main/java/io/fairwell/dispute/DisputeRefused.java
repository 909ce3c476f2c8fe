package io.fairwell.dispute;

import org.jspecify.annotations.Nullable;

/** A dispute that cannot be taken on as it is made; {@code why} selects the words the caller is told. */
public class DisputeRefused extends RuntimeException {

    public enum Why {
        /** The case has a dispute that is not answered yet. */
        OPEN_ALREADY,
        /** The same was disputed and answered before; the answer names where to complain further. */
        ANSWERED_ALREADY,
        /** The refund has not been decided yet, or the case ended without any. */
        NOTHING_DECIDED,
        /** The case ended too long ago. */
        TOO_LATE,
        /** The claim is in another currency than the subscription. */
        OTHER_CURRENCY,
        CHARGED_IN_THE_FUTURE
    }

    private final Why why;
    private final Dispute.@Nullable State state;

    DisputeRefused(Why why) {
        this(why, null);
    }

    DisputeRefused(Why why, Dispute.@Nullable State state) {
        super("dispute refused: " + why);
        this.why = why;
        this.state = state;
    }

    public Why why() {
        return why;
    }

    /** State of the dispute that is in the way; null where none is. */
    public Dispute.@Nullable State state() {
        return state;
    }
}
