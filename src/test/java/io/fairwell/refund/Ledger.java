package io.fairwell.refund;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CaseNumber;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The books as an auditor reads them: from the tables, with nothing of the code that wrote them. */
final class Ledger {

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The kinds of postings of one refund, oldest first. */
    List<String> postings(CaseNumber number, String leg) {
        return jdbc.sql("""
                        SELECT p.kind FROM refund_posting p JOIN refund_intent i ON i.id = p.intent_id
                        WHERE i.case_number = ? AND i.leg = ? ORDER BY p.id
                        """)
                .param(number.value())
                .param(leg)
                .query(String.class)
                .list();
    }

    /** What is on each account for this case, in minor units; accounts with nothing left out. */
    Map<String, Long> balances(CaseNumber number) {
        Map<String, Long> balances = new TreeMap<>();
        jdbc.sql("""
                        SELECT l.account, sum(l.amount_minor) AS amount
                        FROM refund_line l JOIN refund_posting p ON p.id = l.posting_id
                        JOIN refund_intent i ON i.id = p.intent_id
                        WHERE i.case_number = ? GROUP BY l.account HAVING sum(l.amount_minor) <> 0
                        """).param(number.value()).query(row -> {
            balances.put(row.getString("account"), row.getLong("amount"));
        });
        return balances;
    }

    /** Sums are zero, states and lines agree, and no source has given more than it may. */
    void verify(CaseNumber number) {
        Map<String, Long> balances = balances(number);
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum()).isZero();
        assertThat(balances).isEqualTo(expected(number));
        assertThat(overdrawn(number)).isEmpty();
    }

    private Map<String, Long> expected(CaseNumber number) {
        Map<String, Long> places = jdbc
                .sql("""
                        SELECT amount_minor, CASE
                            WHEN state = 'REJECTED' THEN 'RECEIVED'
                            WHEN state = 'SUCCEEDED' AND decided_by IS NOT NULL THEN 'BY_HAND'
                            WHEN state = 'SUCCEEDED' AND settlement = 'PENDING' THEN 'CLEARING'
                            WHEN state = 'SUCCEEDED' AND settlement = 'SETTLED' THEN 'CUSTOMER'
                            ELSE 'REFUND_DUE' END AS place
                        FROM refund_intent WHERE case_number = ?
                        """)
                .param(number.value())
                .query((row, n) -> Map.entry(row.getString("place"), row.getLong("amount_minor")))
                .list()
                .stream()
                .filter(entry -> !entry.getKey().equals("RECEIVED"))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.summingLong(Map.Entry::getValue)));
        long out = places.values().stream().mapToLong(Long::longValue).sum();
        if (out != 0) {
            places.put("RECEIVED", -out);
        }
        return places;
    }

    private List<String> overdrawn(CaseNumber number) {
        return jdbc.sql("""
                        SELECT a.source FROM refund_account a JOIN refund_intent i USING (case_number, source)
                        WHERE a.case_number = ? AND i.state <> 'REJECTED'
                        GROUP BY a.case_number, a.source HAVING sum(i.amount_minor) > min(a.refundable_minor)
                        """).param(number.value()).query(String.class).list();
    }
}
