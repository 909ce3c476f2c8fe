package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import org.joda.money.Money;

/** @param leg names the refund within its case, so that each is paid once */
public record RefundOrder(
        String tenantId, CaseNumber caseNumber, String leg, Money amount, String route, String subscriptionId) {}
