package io.fairwell.subscription;

/** How it is paid for, and so how money goes back. */
public enum PaymentRoute {
    CARD,
    WALLET,
    CARRIER_BILL,
    GIFT_BALANCE,
    NONE
}
