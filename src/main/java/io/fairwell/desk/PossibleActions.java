package io.fairwell.desk;

import io.fairwell.cancellation.Awaiting.What;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.IdentityMethod;
import io.fairwell.cancellation.Offer;

/**
 * What a customer can do about their case right now; the pages show a button for these and for nothing else.
 *
 * @param enterCode a one-time code or card digits
 * @param resend another one-time code
 * @param decideOffer an offer that support makes in person is answered to them, not here
 */
record PossibleActions(
        boolean enterCode,
        boolean resend,
        boolean provideInformation,
        boolean decideOffer,
        boolean confirm,
        boolean moveRights,
        boolean confirmElsewhere,
        boolean withdraw) {

    static PossibleActions of(CancellationCase shown) {
        boolean enterCode = awaits(shown, What.ENTER_CODE);
        Offer offer = shown.offer();
        return new PossibleActions(
                enterCode,
                enterCode && shown.identity().method() == IdentityMethod.CODE,
                awaits(shown, What.PROVIDE_INFORMATION),
                offer != null
                        && offer.state() == Offer.State.OPEN
                        && offer.kind() != Offer.Kind.TALK
                        && shown.status().isUndoable(),
                awaits(shown, What.CONFIRM) || isHeldUp(shown),
                awaits(shown, What.MOVE_RIGHTS) || awaits(shown, What.FOLLOW_UP_RIGHTS),
                shown.status() == CaseStatus.CUSTOMER_ACTION_NEEDED,
                shown.status().isUndoable());
    }

    /** A draft that waits for the answer to an offer goes on when the customer confirms it instead. */
    private static boolean isHeldUp(CancellationCase shown) {
        return shown.request().isDraft() && shown.status() == CaseStatus.OFFERED;
    }

    private static boolean awaits(CancellationCase shown, What what) {
        return shown.awaiting() != null && shown.awaiting().what() == what;
    }
}
