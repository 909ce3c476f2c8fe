package io.fairwell.dispute;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the customer is told.
 *
 * @param granted what is paid in addition to what was paid before; zero where nothing is
 * @param reason needed unless the dispute is upheld; free text, null once erased
 * @param legalBasis needed with a rejection; free text, null once erased
 */
public record Answer(
        Outcome outcome,
        Money granted,
        @Nullable String reason,
        @Nullable String legalBasis) {

    public enum Outcome {
        /** The customer is right. */
        UPHELD,
        /** Right in part. */
        PARTLY,
        /** The decision, or the charge, stands. */
        REJECTED
    }

    /** Keeps free text out of logs and exception messages. */
    @Override
    public String toString() {
        return "Answer[" + outcome + ", " + granted + "]";
    }
}
