package io.fairwell.privacy;

import java.util.UUID;

/**
 * Personal data was erased. Published in the transaction that does it.
 *
 * @param caseNumber set where the time a single case was kept for is over; null where the customer asked
 * @param by client that asked, or {@code fairwell}
 */
public record PersonalDataErased(
        String tenantId,
        UUID certificateId,
        @org.jspecify.annotations.Nullable String caseNumber,
        String by) {}
