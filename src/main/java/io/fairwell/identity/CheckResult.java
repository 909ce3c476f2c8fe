package io.fairwell.identity;

/** What became of an entered code. */
public enum CheckResult {
    CORRECT,
    WRONG,
    /** Right or wrong, it came too late. */
    EXPIRED,
    /** No attempts are left: a person has to look. */
    EXHAUSTED
}
