package io.fairwell.refund;

import org.joda.money.Money;

/** More would go back than may: with the other refunds out of the same source it would exceed what is refundable. */
public class RefundExceeds extends RuntimeException {

    RefundExceeds(String what, Money wanted, Money left) {
        super(what + ": " + wanted + " is more than the " + left + " that may still be paid back");
    }
}
