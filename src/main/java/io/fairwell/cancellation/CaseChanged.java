package io.fairwell.cancellation;

import java.util.List;

/**
 * Something has happened in a case. Published inside the transaction that records it, so that whoever listens can write
 * what has to be told others in that same transaction, and must not do more than that.
 *
 * @param changed the case as it is now
 * @param events what happened, oldest first; never empty
 */
public record CaseChanged(CancellationCase changed, List<CaseEvent> events) {}
