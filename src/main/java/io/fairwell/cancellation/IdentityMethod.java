package io.fairwell.cancellation;

/** How it is established that the request comes from the customer. */
public enum IdentityMethod {
    /** The upstream system has established it and says so. */
    ATTESTED,
    /** A one-time code by mail or SMS. */
    CODE,
    /** The last four digits of the customer's card. */
    CARD,
    /** Papers shown at a branch or sent in, looked at by a person. */
    PAPERS
}
