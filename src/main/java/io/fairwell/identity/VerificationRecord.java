package io.fairwell.identity;

import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the verification of one case stands. The hashes are keyed.
 *
 * @param expected null where nothing can be entered any more: not yet issued, or used up
 * @param validUntil null for card digits, which do not expire
 * @param entered entered and not yet checked
 */
record VerificationRecord(
        byte @Nullable [] expected,
        @Nullable Instant validUntil,
        byte @Nullable [] entered,
        @Nullable Instant enteredAt,
        int attempts,
        int resends,
        @Nullable CheckResult lastResult) {

    static final int MOST_ATTEMPTS = 5;
    static final int MOST_RESENDS = 3;

    /** Judges the entry as the attempt after those counted so far; the last one that fails is EXHAUSTED. */
    CheckResult judge() {
        if (attempts >= MOST_ATTEMPTS) {
            return CheckResult.EXHAUSTED;
        }
        CheckResult result = compare();
        return result != CheckResult.CORRECT && attempts + 1 == MOST_ATTEMPTS ? CheckResult.EXHAUSTED : result;
    }

    private CheckResult compare() {
        if (validUntil != null && enteredAt != null && !enteredAt.isBefore(validUntil)) {
            return CheckResult.EXPIRED;
        }
        boolean same = expected != null && entered != null && MessageDigest.isEqual(expected, entered);
        return same ? CheckResult.CORRECT : CheckResult.WRONG;
    }

    /** Hashes are no business of logs. */
    @Override
    public String toString() {
        return "VerificationRecord[attempts=" + attempts + ", lastResult=" + lastResult + "]";
    }
}
