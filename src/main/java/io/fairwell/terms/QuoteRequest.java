package io.fairwell.terms;

import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.ReasonCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** @param declaredOn day of the request where that was before today; null for today */
public record QuoteRequest(
        String tenantId,
        String subscriptionId,
        EffectiveMode mode,
        @Nullable LocalDate wishedDate,
        @Nullable LocalDate declaredOn,
        @Nullable ReasonCode reason) {}
