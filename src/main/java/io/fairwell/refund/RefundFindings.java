package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.refund.Finding.Kind;
import io.fairwell.refund.Finding.Report;
import io.fairwell.refund.Finding.Resolution;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Findings, each told once per payment and kind and open until somebody says what came of it. */
@Repository
class RefundFindings {

    private static final Logger LOG = LoggerFactory.getLogger(RefundFindings.class);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RefundFindings(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Committed at once, then told. @return whether it is new */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    boolean report(Report report) {
        Optional<Finding> found = add(report);
        found.ifPresent(finding -> {
            LOG.error(
                    "finding {}: {} of case {}: ours {}, theirs {}",
                    finding.id(),
                    finding.kind(),
                    finding.caseNumber(),
                    finding.ours(),
                    finding.theirs());
            tell(finding);
        });
        return found.isPresent();
    }

    private Optional<Finding> add(Report report) {
        CaseNumber number = report.caseNumber();
        return jdbc.sql("""
                        INSERT INTO refund_finding
                          (id, tenant_id, kind, payment_key, case_number, leg, ours, theirs, found_at, untold_since)
                        VALUES (:id, :tenant, :kind, :key, :number, :leg, :ours, :theirs, :now, :now)
                        ON CONFLICT (payment_key, kind) DO NOTHING
                        RETURNING *
                        """)
                .param("id", UUID.randomUUID())
                .param("tenant", report.tenantId())
                .param("kind", report.kind().name())
                .param("key", report.key())
                .param("number", number == null ? null : number.value())
                .param("leg", report.leg())
                .param("ours", report.ours())
                .param("theirs", report.theirs())
                .param("now", now())
                .query(RefundFindings::read)
                .optional();
    }

    private void tell(Finding finding) {
        try {
            events.publishEvent(new DiscrepancyFound(finding));
            jdbc.sql("UPDATE refund_finding SET untold_since = NULL WHERE id = ?")
                    .param(finding.id())
                    .update();
        } catch (RuntimeException e) {
            LOG.warn("finding {} could not be told, later again", finding.id(), e);
        }
    }

    /** Those written by a node that died, or told to a listener that failed. */
    void tellWhatIsLeft() {
        jdbc.sql("SELECT * FROM refund_finding WHERE untold_since <= ? ORDER BY untold_since LIMIT 100")
                .param(now().minus(RefundNews.BEING_TOLD))
                .query(RefundFindings::read)
                .list()
                .forEach(this::tell);
    }

    List<Finding> all(String tenantId, boolean openOnly, int limit) {
        return jdbc.sql("""
                        SELECT * FROM refund_finding WHERE tenant_id = ? AND (resolved_at IS NULL OR NOT ?)
                        ORDER BY found_at DESC, id LIMIT ?
                        """)
                .param(tenantId)
                .param(openOnly)
                .param(limit)
                .query(RefundFindings::read)
                .list();
    }

    /**
     * The first resolution stands.
     *
     * @throws FindingUnknown when this tenant has no such finding
     */
    @Transactional
    Finding resolve(String tenantId, UUID id, String by, String note) {
        jdbc.sql("""
                        UPDATE refund_finding SET resolved_at = :now, resolved_by = :by, note = :note
                        WHERE id = :id AND tenant_id = :tenant AND resolved_at IS NULL
                        """)
                .param("now", now())
                .param("by", by)
                .param("note", note)
                .param("id", id)
                .param("tenant", tenantId)
                .update();
        return jdbc.sql("SELECT * FROM refund_finding WHERE id = ? AND tenant_id = ?")
                .param(id)
                .param(tenantId)
                .query(RefundFindings::read)
                .optional()
                .orElseThrow(() -> new FindingUnknown(id));
    }

    private static Finding read(ResultSet row, int index) throws SQLException {
        String number = row.getString("case_number");
        Instant resolvedAt = RefundRow.instant(row.getTimestamp("resolved_at"));
        return new Finding(
                row.getObject("id", UUID.class),
                row.getString("tenant_id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("payment_key"),
                number == null ? null : new CaseNumber(number),
                row.getString("leg"),
                row.getString("ours"),
                row.getString("theirs"),
                row.getTimestamp("found_at").toInstant(),
                resolvedAt == null
                        ? null
                        : new Resolution(resolvedAt, row.getString("resolved_by"), row.getString("note")));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
