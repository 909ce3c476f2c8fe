package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import org.springframework.stereotype.Service;

/** Pays refunds, each leg of a case at most once. */
@Service
public class Refunds {

    public RefundState pay(RefundOrder order) {
        throw new IllegalStateException("being written");
    }

    public RefundState lookUp(CaseNumber number) {
        throw new IllegalStateException("being written");
    }

    public RefundState settleByHand(CaseNumber number, boolean paid, String by) {
        throw new IllegalStateException("being written");
    }

    public void revokeMandate(String tenantId, String subscriptionId, CaseNumber number) {
        throw new IllegalStateException("being written");
    }
}
