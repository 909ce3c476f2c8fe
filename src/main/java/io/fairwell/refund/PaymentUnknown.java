package io.fairwell.refund;

/** The gateway speaks of a payment that the ledger has never ordered. */
public class PaymentUnknown extends RuntimeException {

    PaymentUnknown() {
        super("no refund has this key");
    }
}
