package io.fairwell.api;

import io.fairwell.proposal.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proposal as callers see it.
 *
 * @param outdated whether the rules have changed since it was handed in, so that it can only be rejected
 */
record ProposalView(
        UUID id,
        String name,
        @Nullable String comment,
        Proposal.State state,
        boolean outdated,
        String sha256,
        List<Proposal.File> files,
        String basedOn,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable String deployment) {

    static ProposalView of(Proposal proposal, boolean outdated) {
        return new ProposalView(
                proposal.id(),
                proposal.name(),
                proposal.comment(),
                proposal.state(),
                outdated,
                proposal.sha256(),
                proposal.files(),
                proposal.basedOn(),
                proposal.proposedBy(),
                proposal.proposedAt(),
                proposal.decidedBy(),
                proposal.decidedAt(),
                proposal.reason(),
                proposal.deployment());
    }
}
