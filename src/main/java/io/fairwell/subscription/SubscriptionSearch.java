package io.fairwell.subscription;

import org.jspecify.annotations.Nullable;

/**
 * @param text matched against id, plan id and plan names
 * @param sort one of id, termEnd, planId; a leading minus turns the order round
 */
public record SubscriptionSearch(
        String tenantId,
        @Nullable String customerId,
        @Nullable String text,
        String sort,
        int limit,
        int offset) {}
