package io.fairwell.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry as it lies in the database.
 *
 * @param at in microseconds
 * @param mac shows that this application wrote it: see {@link Chain#sign}
 */
record StoredEntry(UUID id, Instant at, AuditEntry entry, byte[] mac) {

    StoredEntry with(byte[] signature) {
        return new StoredEntry(id, at, entry, signature);
    }
}
