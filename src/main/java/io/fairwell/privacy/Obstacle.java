package io.fairwell.privacy;

/** Why a case's data cannot be erased now. */
public record Obstacle(Kind kind, String caseNumber) {

    public enum Kind {
        CASE_OPEN,
        /** Ordered, and neither with the customer nor declined for good. */
        REFUND_NOT_SETTLED,
        DISPUTE_OPEN
    }
}
