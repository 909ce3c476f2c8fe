package io.fairwell.security;

/** What an issuer says about itself cannot be had at the moment, or makes no sense. */
class IssuerAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IssuerAway(String message) {
        super(message);
    }

    IssuerAway(String message, Throwable cause) {
        super(message, cause);
    }
}
