package io.fairwell.desk;

import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CancellationCases;
import io.fairwell.cancellation.CaseNumber;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds cases the way support asks for them. */
@Repository
class CaseList {

    static final int PAGE_SIZE = 25;

    private final JdbcClient jdbc;
    private final CancellationCases cases;

    CaseList(JdbcClient jdbc, CancellationCases cases) {
        this.jdbc = jdbc;
        this.cases = cases;
    }

    /** @param more whether there is a page after this one */
    record Page(List<CancellationCase> cases, boolean more) {}

    /** Cases that have not ended, the oldest first: they have waited longest. */
    Page open(String tenantId, int page) {
        return page(jdbc.sql("""
                        SELECT case_number FROM cancellation_case WHERE tenant_id = :tenant AND ended_at IS NULL
                        ORDER BY declared_at, case_number LIMIT :limit OFFSET :offset
                        """).param("tenant", tenantId), page);
    }

    /** @param text a whole case number, customer number or subscription number; the newest case first */
    Page matching(String tenantId, String text, int page) {
        return page(
                jdbc.sql("""
                        SELECT case_number FROM cancellation_case
                        WHERE tenant_id = :tenant AND (case_number = :number OR customer_id = :text OR subscription_id = :text)
                        ORDER BY declared_at DESC, case_number LIMIT :limit OFFSET :offset
                        """)
                        .param("tenant", tenantId)
                        .param("number", text.toUpperCase(Locale.ROOT))
                        .param("text", text),
                page);
    }

    private Page page(JdbcClient.StatementSpec query, int page) {
        List<String> numbers = query.param("limit", PAGE_SIZE + 1)
                .param("offset", (long) page * PAGE_SIZE)
                .query(String.class)
                .list();
        return new Page(
                numbers.stream()
                        .limit(PAGE_SIZE)
                        .map(CaseNumber::new)
                        .map(cases::get)
                        .toList(),
                numbers.size() > PAGE_SIZE);
    }
}
