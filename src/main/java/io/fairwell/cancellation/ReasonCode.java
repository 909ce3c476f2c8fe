package io.fairwell.cancellation;

/** Why the customer leaves, where they choose to say. */
public enum ReasonCode {
    TOO_EXPENSIVE,
    RARELY_USED,
    TERMS_CHANGED,
    FOUND_ALTERNATIVE,
    SERVICE_QUALITY,
    /** "Service not as promised": support talks to the customer first where they wish, a supervisor decides. */
    NOT_AS_PROMISED,
    BOUGHT_BY_MISTAKE,
    PRIVACY,
    OTHER
}
