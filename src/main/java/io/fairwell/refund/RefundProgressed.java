package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;

/**
 * Something became known of a refund on another way than by the caller's own {@link Refunds#pay} or
 * {@link Refunds#lookUp}: by a callback, a later check, or the comparison with the gateway's list. Published after the
 * ledger has committed it, at least once and possibly late: {@link Refunds#find(CaseNumber, String)} says what holds
 * now. It is published again until every listener has returned without an exception.
 */
public record RefundProgressed(
        String tenantId, CaseNumber caseNumber, String leg, RefundState state, Settlement settlement) {}
