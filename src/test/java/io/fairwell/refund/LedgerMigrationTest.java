package io.fairwell.refund;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Refunds from the time before there were accounts and postings. */
class LedgerMigrationTest {

    private static final CaseNumber CASE = Orders.CASE;

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.create());
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void everyRefundGetsItsSourceItsSettlementAndItsPostings() {
        flyway().target("9").load().migrate();
        given();

        flyway().target("10").load().migrate();

        Ledger ledger = new Ledger(jdbc);
        ledger.verify(CASE);
        assertThat(ledger.balances(CASE))
                .isEqualTo(Map.of("RECEIVED", -15L, "REFUND_DUE", 6L, "CLEARING", 1L, "BY_HAND", 8L));
        assertThat(ledger.postings(CASE, "REFUND")).containsExactly("ORDERED", "ACCEPTED");
        assertThat(ledger.postings(CASE, "UNKNOWN")).containsExactly("ORDERED");
        assertThat(ledger.postings(CASE, "DECLINED")).containsExactly("ORDERED", "DECLINED");
        assertThat(ledger.postings(CASE, "DISPUTE-1")).containsExactly("ORDERED", "DECLINED", "BY_HAND");
        assertThat(ledger.postings(CASE, "DISPUTE-2")).containsExactly("ORDERED", "RELEASED");
        assertThat(texts("SELECT leg || ' ' || source FROM refund_intent ORDER BY leg"))
                .containsExactly(
                        "DECLINED TERM",
                        "DISPUTE-1 CHARGE-1",
                        "DISPUTE-2 TERM",
                        "NEW TERM",
                        "REFUND TERM",
                        "UNKNOWN TERM");
        assertThat(texts("SELECT source || ' ' || refundable_minor FROM refund_account ORDER BY source"))
                .containsExactly("CHARGE-1 8", "TERM 55");
        assertThat(texts("SELECT leg FROM refund_intent WHERE next_check_at IS NOT NULL ORDER BY leg"))
                .containsExactly("REFUND", "UNKNOWN");
    }

    private void given() {
        jdbc.sql("""
                INSERT INTO cancellation_case (case_number, subscription_id, customer_id, status, declared_at, updated_at, body)
                VALUES (?, 'sub-1', 'c', 'COMPLETED', now(), now(), '{}')""").param(CASE.value()).update();
        jdbc.sql("""
                INSERT INTO subscription (id, customer_id, plan_id, auto_renew, search_text, facts, updated_at)
                VALUES ('sub-1', 'c', 'p', true, '', '{"paidOn": "2026-02-01"}', now())""").update();
        dispute(1, "2026-01-01");
        dispute(2, "2026-02-01");
        intent("REFUND", 1, "SUCCEEDED", "'SBX-1', NULL, NULL");
        intent("NEW", 2, "NEW", "NULL, NULL, NULL");
        intent("UNKNOWN", 4, "UNKNOWN", "NULL, NULL, NULL");
        intent("DISPUTE-1", 8, "SUCCEEDED", "NULL, 'CLOSED', 'mia'");
        intent("DISPUTE-2", 16, "REJECTED", "NULL, NULL, 'mia'");
        intent("DECLINED", 32, "REJECTED", "NULL, 'CLOSED', NULL");
    }

    private void dispute(int number, String chargedOn) {
        jdbc.sql("""
                INSERT INTO dispute (case_number, number, about, claimed_minor, currency, charged_on, state, payment,
                                     outcome, granted_minor, decided_by, received_at, answered_at)
                VALUES (?, ?, 'CHARGE', 100, 'CNY', ?::date, 'ANSWERED', 'PAID', 'PARTLY', 1, 'mia', now(), now())""").param(CASE.value()).param(number).param(chargedOn).update();
    }

    private void intent(String leg, long amount, String state, String known) {
        boolean sent = !state.equals("NEW");
        jdbc.sql(
                        "INSERT INTO refund_intent (id, case_number, leg, amount_minor, currency, route, subscription_id, state,"
                                + " attempts, first_sent_at, created_at, updated_at, gateway_reference, decline_reason, settled_by)"
                                + " VALUES (gen_random_uuid(), ?, ?, ?, 'CNY', 'CARD', 'sub-1', ?, ?, "
                                + (sent ? "now()" : "NULL") + ", now(), now(), " + known + ")")
                .param(CASE.value())
                .param(leg)
                .param(amount)
                .param(state)
                .param(sent ? 1 : 0)
                .update();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(database).locations("classpath:db/migration");
    }
}
