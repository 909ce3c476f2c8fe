package io.fairwell.desk;

import io.fairwell.cancellation.CancellationCase;

/** The colour of a status: whether somebody has to do something about it. */
final class Tone {

    private Tone() {}

    static String of(CancellationCase shown) {
        return switch (shown.status()) {
            case IN_REVIEW, VERIFYING, CUSTOMER_ACTION_NEEDED, AWAITING_CONFIRMATION, OFFERED -> "wait";
            case RECEIVED, QUOTED, SCHEDULED, EXECUTING -> "open";
            case COMPLETED, RETAINED -> "good";
            case WITHDRAWN, REJECTED -> "ended";
        };
    }
}
