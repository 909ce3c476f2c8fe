package io.fairwell.proposal;

import io.fairwell.proposal.Proposal.File;
import io.fairwell.proposal.Proposal.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Proposals with their files. Files are written once. */
@Repository
class ProposalRecords {

    private static final String COLUMNS = "rules_proposal.*, (SELECT string_agg("
            + "sha256 || ' ' || length(content) || ' ' || name, E'\\n' ORDER BY name)"
            + " FROM rules_proposal_file WHERE proposal = rules_proposal.id) AS files";

    private final JdbcClient jdbc;

    ProposalRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it is new: the same client's same files, waiting on the same bundle, are one proposal */
    boolean add(Proposal proposal, Map<String, byte[]> files) {
        int added = jdbc.sql("""
                        INSERT INTO rules_proposal
                          (id, tenant_id, name, comment, sha256, based_on, state, proposed_by, proposed_at)
                        VALUES (?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?)
                        ON CONFLICT (tenant_id, proposed_by, sha256, based_on) WHERE state = 'PROPOSED' DO NOTHING
                        """)
                .params(
                        proposal.id(),
                        proposal.tenantId(),
                        proposal.name(),
                        proposal.comment(),
                        proposal.sha256(),
                        proposal.basedOn(),
                        proposal.proposedBy(),
                        timestamp(proposal.proposedAt()))
                .update();
        if (added > 0) {
            files.forEach((name, content) -> jdbc.sql(
                            "INSERT INTO rules_proposal_file (proposal, tenant_id, name, sha256, content) VALUES (?, ?, ?, ?, ?)")
                    .params(proposal.id(), proposal.tenantId(), name, Digests.of(content), content)
                    .update());
        }
        return added > 0;
    }

    Optional<Proposal> waiting(String tenantId, String proposedBy, String sha256, String basedOn) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM rules_proposal WHERE state = 'PROPOSED'"
                        + " AND tenant_id = ? AND proposed_by = ? AND sha256 = ? AND based_on = ?")
                .params(tenantId, proposedBy, sha256, basedOn)
                .query(ProposalRecords::read)
                .optional();
    }

    Optional<Proposal> find(String tenantId, UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM rules_proposal WHERE tenant_id = ? AND id = ?")
                .params(tenantId, id)
                .query(ProposalRecords::read)
                .optional();
    }

    /** Holds it for this transaction, so that one decision is made. */
    Optional<Proposal> lock(String tenantId, UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM rules_proposal WHERE tenant_id = ? AND id = ? FOR UPDATE")
                .params(tenantId, id)
                .query(ProposalRecords::read)
                .optional();
    }

    /** Newest first. @param state null for all */
    List<Proposal> list(String tenantId, @Nullable State state, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM rules_proposal WHERE tenant_id = :tenant"
                        + " AND (CAST(:state AS text) IS NULL OR state = :state)"
                        + " ORDER BY proposed_at DESC, id LIMIT :limit")
                .param("tenant", tenantId)
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .query(ProposalRecords::read)
                .list();
    }

    Map<String, byte[]> files(UUID id) {
        Map<String, byte[]> files = new TreeMap<>();
        jdbc.sql("SELECT name, content FROM rules_proposal_file WHERE proposal = ?")
                .param(id)
                .query(row -> {
                    files.put(row.getString("name"), row.getBytes("content"));
                });
        return files;
    }

    void deployed(UUID id, String by, Instant at, String deployment) {
        jdbc.sql(
                        "UPDATE rules_proposal SET state = 'DEPLOYED', decided_by = ?, decided_at = ?, deployment = ? WHERE id = ?")
                .params(by, timestamp(at), deployment, id)
                .update();
    }

    void rejected(UUID id, String by, Instant at, String reason) {
        jdbc.sql(
                        "UPDATE rules_proposal SET state = 'REJECTED', decided_by = ?, decided_at = ?, reason = ? WHERE id = ?")
                .params(by, timestamp(at), reason, id)
                .update();
    }

    /** One approval at a time in the whole cluster, as each one makes all others outdated. */
    void lockApprovals() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('fairwell rules_proposal'))")
                .query((row, n) -> 0)
                .single();
    }

    private static Proposal read(ResultSet row, int index) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new Proposal(
                row.getObject("id", UUID.class),
                row.getString("tenant_id"),
                row.getString("name"),
                row.getString("comment"),
                files(row.getString("files")),
                row.getString("sha256"),
                row.getString("based_on"),
                State.valueOf(row.getString("state")),
                row.getString("proposed_by"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant(),
                row.getString("reason"),
                row.getString("deployment"));
    }

    /** @param lines digest, size and name, a file a line */
    private static List<File> files(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", 3))
                .map(file -> new File(file[2], file[0], Integer.parseInt(file[1])))
                .toList();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
