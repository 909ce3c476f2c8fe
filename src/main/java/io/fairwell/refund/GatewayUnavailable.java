package io.fairwell.refund;

/**
 * The payment gateway gave no answer that can be relied on: time-out, broken connection, 5xx, or something unreadable.
 * It may or may not have done what it was asked. Messages name no personal data.
 */
public class GatewayUnavailable extends RuntimeException {

    public GatewayUnavailable(String message) {
        super(message);
    }

    public GatewayUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
