package io.fairwell.proposal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of rules that somebody has handed in.
 *
 * @param sha256 of all files with their names, in hexadecimal digits
 * @param basedOn id of the deployment that was the newest bundle when it was handed in
 * @param proposedBy client id
 * @param decidedBy client id; null while nobody has decided
 * @param reason why it was rejected
 * @param deployment id of the deployment that came of it
 */
public record Proposal(
        UUID id,
        String tenantId,
        String name,
        @Nullable String comment,
        List<File> files,
        String sha256,
        String basedOn,
        State state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable String deployment) {

    public Proposal {
        files = List.copyOf(files);
    }

    public enum State {
        /** Waits for somebody else's decision. */
        PROPOSED,
        /** Approved, and deployed with that. */
        DEPLOYED,
        /** Will never be deployed. */
        REJECTED
    }

    /** @param size in bytes */
    public record File(String name, String sha256, int size) {}
}
