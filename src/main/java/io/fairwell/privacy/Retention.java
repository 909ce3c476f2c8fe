package io.fairwell.privacy;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.privacy.RetentionRules.Rule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of a case's personal data between its end and its erasure. */
@Service
public class Retention {

    private final CancellationCases cases;
    private final RetentionRules rules;
    private final Obstacles obstacles;
    private final JdbcClient jdbc;
    private final Clock clock;

    Retention(CancellationCases cases, RetentionRules rules, Obstacles obstacles, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.rules = rules;
        this.obstacles = obstacles;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * From now on the data serves only what it is kept for. Repeating it changes nothing.
     *
     * @return when the time it is kept for is over, counted from the end of the case in the subscription's zone
     */
    @Transactional
    public Instant restrict(CaseNumber number) {
        CancellationCase ended = cases.get(number);
        Instant now = clock.instant();
        Instant end = ended.endedAt() == null ? now : ended.endedAt();
        Rule rule = rules.of(ended);
        LocalDate until = LocalDate.ofInstant(end, ended.request().zone()).plus(rule.period());
        jdbc.sql("""
                        INSERT INTO case_retention
                          (case_number, tenant_id, restricted_at, retain_until, period, rule, legal_basis)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_number) DO NOTHING
                        """)
                .params(number.value(), ended.tenantId())
                .param(now.atOffset(ZoneOffset.UTC))
                .params(until, rule.period().toString(), rule.name(), rule.legalBasis())
                .update();
        return until.atStartOfDay(ended.request().zone()).toInstant();
    }

    /**
     * Whether people who have no more to do about the case see what is personal in it. What is still going on after its
     * end, a dispute or a refund on its way, is a purpose.
     */
    public boolean isHidden(CaseNumber number) {
        return isRestricted(number) && obstacles.of(List.of(number.value())).isEmpty();
    }

    private boolean isRestricted(CaseNumber number) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM case_retention WHERE case_number = ?)")
                .param(number.value())
                .query(Boolean.class)
                .single();
    }

    /** Cases that have ended without anything having been started that erases them: those from before there was this. */
    public List<CaseNumber> forgotten(int most) {
        return jdbc.sql("""
                        SELECT case_number FROM cancellation_case c WHERE ended_at IS NOT NULL
                          AND NOT EXISTS (SELECT FROM case_retention r WHERE r.case_number = c.case_number)
                        ORDER BY ended_at LIMIT ?
                        """)
                .param(most)
                .query((row, n) -> new CaseNumber(row.getString(1)))
                .list();
    }

    Optional<Certificate.Kept> kept(String caseNumber) {
        return jdbc.sql("""
                        SELECT retain_until, legal_basis, rule FROM case_retention
                        WHERE case_number = ? AND erased_at IS NULL
                        """)
                .param(caseNumber)
                .query((row, n) -> new Certificate.Kept(
                        caseNumber,
                        row.getObject("retain_until", LocalDate.class),
                        row.getString("legal_basis"),
                        row.getString("rule")))
                .optional();
    }

    void erased(String caseNumber, java.util.UUID certificate) {
        jdbc.sql("UPDATE case_retention SET erased_at = ?, certificate_id = ? WHERE case_number = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), certificate, caseNumber)
                .update();
    }
}
