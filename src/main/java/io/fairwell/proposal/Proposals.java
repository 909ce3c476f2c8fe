package io.fairwell.proposal;

import io.fairwell.proposal.Proposal.State;
import io.fairwell.proposal.ProposalRefused.Why;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rules change by four eyes: one client hands files in, another approves them, and with that they are deployed. */
@Service
public class Proposals {

    private final ProposalRecords records;
    private final RulesBundle bundle;
    private final Clock clock;

    Proposals(ProposalRecords records, RulesBundle bundle, Clock clock) {
        this.records = records;
        this.bundle = bundle;
        this.clock = clock;
    }

    /** Who does something: a client, and the tenant whose proposals it sees. */
    public record By(String tenantId, String clientId) {}

    /** @param made whether it is new, and not the same as one that waits already */
    public record HandedIn(Proposal proposal, boolean made) {}

    /** @throws ProposalRefused where the gate would not let the files in */
    @Transactional
    public HandedIn propose(By by, String name, @Nullable String comment, Map<String, byte[]> files) {
        requireFit(files);
        Proposal proposal = new Proposal(
                UUID.randomUUID(),
                by.tenantId(),
                name,
                comment,
                List.of(),
                Digests.of(files),
                bundle.newest(),
                State.PROPOSED,
                by.clientId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                null,
                null,
                null);
        boolean made = records.add(proposal, files);
        Proposal waiting = records.waiting(by.tenantId(), by.clientId(), proposal.sha256(), proposal.basedOn())
                .orElse(proposal);
        return new HandedIn(waiting, made);
    }

    /** @throws ProposalRefused where there is none */
    public Proposal get(By by, UUID id) {
        return records.find(by.tenantId(), id).orElseThrow(() -> new ProposalRefused(Why.NOT_FOUND));
    }

    /** Newest first. @param state null for all */
    public List<Proposal> list(By by, @Nullable State state, int limit) {
        return records.list(by.tenantId(), state, limit);
    }

    /** A file as it was handed in. @throws ProposalRefused where there is none */
    public byte[] file(By by, UUID id, String name) {
        return Optional.ofNullable(records.files(get(by, id).id()).get(name))
                .orElseThrow(() -> new ProposalRefused(Why.NOT_FOUND));
    }

    /** Whether the rules have changed since it was handed in, so that nobody can approve it any more. */
    public boolean isOutdated(Proposal proposal) {
        return proposal.state() == State.PROPOSED && !proposal.basedOn().equals(bundle.newest());
    }

    /**
     * Deploys it, once, in this transaction.
     *
     * @param sha256 of what was looked at
     * @throws ProposalRefused where it is the caller's own, decided, outdated, or no longer passes the gate
     */
    @Transactional
    public Proposal approve(By by, UUID id, String sha256) {
        records.lockApprovals();
        Proposal proposal = open(by, id);
        if (proposal.proposedBy().equals(by.clientId())) {
            throw new ProposalRefused(Why.OWN_PROPOSAL);
        }
        Map<String, byte[]> files = records.files(id);
        if (!proposal.sha256().equals(sha256) || !Digests.of(files).equals(sha256)) {
            throw new ProposalRefused(Why.OTHER_CONTENT);
        }
        if (isOutdated(proposal)) {
            throw new ProposalRefused(Why.OUTDATED);
        }
        requireFit(files);
        String deployment = bundle.deploy(proposal.name(), files);
        records.deployed(id, by.clientId(), clock.instant(), deployment);
        return get(by, id);
    }

    /** Whoever handed it in may also take it back this way. @throws ProposalRefused where it is decided */
    @Transactional
    public Proposal reject(By by, UUID id, String reason) {
        open(by, id);
        records.rejected(id, by.clientId(), clock.instant(), reason);
        return get(by, id);
    }

    private Proposal open(By by, UUID id) {
        Proposal proposal = records.lock(by.tenantId(), id).orElseThrow(() -> new ProposalRefused(Why.NOT_FOUND));
        if (proposal.state() != State.PROPOSED) {
            throw new ProposalRefused(Why.DECIDED);
        }
        return proposal;
    }

    private void requireFit(Map<String, byte[]> files) {
        List<RulesBundle.RuleFault> faults = bundle.check(files);
        if (!faults.isEmpty()) {
            throw new ProposalRefused(faults);
        }
    }
}
