package io.fairwell.refund;

/** Fairwell cannot start with the payment gateway as it is configured. Never repeats a secret. */
final class GatewayMisconfigured extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    GatewayMisconfigured(String description, String action) {
        super(description);
        this.action = action;
    }

    static GatewayMisconfigured missing(String setting, String meaning) {
        return new GatewayMisconfigured(
                setting + " is not set, and fairwell.refund.gateway asks for it.",
                "Set " + setting + ": " + meaning + ". Or set fairwell.refund.gateway to another gateway.");
    }

    String action() {
        return action;
    }
}
