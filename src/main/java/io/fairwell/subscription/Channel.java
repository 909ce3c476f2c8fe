package io.fairwell.subscription;

/** Where the subscription was bought. */
public enum Channel {
    DIRECT,
    PARTNER,
    RESELLER,
    APP_STORE,
    BRANCH
}
