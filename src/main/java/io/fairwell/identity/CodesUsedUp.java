package io.fairwell.identity;

import io.fairwell.cancellation.CaseNumber;
import java.time.Duration;

/** No further code is sent to this customer for now, whatever the case. */
public class CodesUsedUp extends ResendsUsedUp {

    /** After so long it may be different; how many were sent when is nobody's business. */
    public static final Duration TRY_AGAIN_AFTER = Duration.ofHours(1);

    CodesUsedUp(CaseNumber caseNumber) {
        super(caseNumber);
    }
}
