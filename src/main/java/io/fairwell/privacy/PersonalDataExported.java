package io.fairwell.privacy;

/**
 * A customer's data was handed out.
 *
 * @param customerId as upstream gives it
 * @param by client that asked
 */
public record PersonalDataExported(String tenantId, String customerId, String by) {}
