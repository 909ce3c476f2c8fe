package io.fairwell.refund;

import java.util.UUID;

/** Somebody has said what came of a finding. Published inside the transaction that records it. */
public record DiscrepancyResolved(UUID findingId) {}
