package io.fairwell.privacy;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks for what still needs the data of a case. */
@Component
class Obstacles {

    /** What came back, or got lost, is settled once a person has paid it in another way. */
    private static final String SELECT = """
            SELECT 'CASE_OPEN' AS kind, case_number FROM cancellation_case
            WHERE case_number IN (:cases) AND ended_at IS NULL
            UNION ALL
            SELECT 'REFUND_NOT_SETTLED', case_number FROM refund_intent
            WHERE case_number IN (:cases)
              AND (state IN ('NEW', 'SENT', 'UNKNOWN')
                OR settlement IN ('PENDING', 'RETURNED') AND decided_by IS NULL)
            UNION ALL
            SELECT 'DISPUTE_OPEN', case_number FROM dispute WHERE case_number IN (:cases) AND answered_at IS NULL
            ORDER BY 2, 1
            """;

    private final JdbcClient jdbc;

    Obstacles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Obstacle> of(List<String> cases) {
        return cases.isEmpty()
                ? List.of()
                : jdbc
                        .sql(SELECT)
                        .param("cases", cases)
                        .query((row, n) -> new Obstacle(
                                Obstacle.Kind.valueOf(row.getString("kind")), row.getString("case_number")))
                        .list()
                        .stream()
                        .distinct()
                        .toList();
    }
}
