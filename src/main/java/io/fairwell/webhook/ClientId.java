package io.fairwell.webhook;

/** Whose cases, endpoint and secrets. */
public record ClientId(String tenantId, String clientId) {}
