package io.fairwell.refund;

import static io.fairwell.refund.Orders.CASE;
import static io.fairwell.refund.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the database itself refuses, asked with plain SQL behind the application's back. */
@RefundTest
class RefundLinesTest {

    @Autowired
    private Refunds refunds;

    @Autowired
    private FaultyGateway gateway;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private RefundIntent paid;

    @BeforeEach
    void pay() {
        gateway.reset();
        refunds.pay(order("CNY 22.00"));
        paid = refunds.find(CASE).orElseThrow();
    }

    @Test
    void aPaymentIsPostedInBothSteps() {
        Ledger ledger = new Ledger(jdbc);
        assertThat(ledger.postings(CASE, RefundOrder.REFUND)).containsExactly("ORDERED", "ACCEPTED");
        assertThat(ledger.balances(CASE)).isEqualTo(Map.of("RECEIVED", -2200L, "CLEARING", 2200L));
        ledger.verify(CASE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE refund_line SET amount_minor = amount_minor + 1",
                "UPDATE refund_line SET account = 'BY_HAND' WHERE account = 'CLEARING'",
                "DELETE FROM refund_line",
                "TRUNCATE refund_line",
                "UPDATE refund_posting SET kind = 'SETTLED' WHERE kind = 'ACCEPTED'",
                "DELETE FROM refund_posting WHERE kind = 'ACCEPTED'",
                "TRUNCATE refund_posting CASCADE",
                "TRUNCATE refund_intent CASCADE"
            })
    void whatIsWrittenStays(String change) {
        assertThatThrownBy(() -> jdbc.sql(change).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("the refund ledger is only ever added to");
        new Ledger(jdbc).verify(CASE);
    }

    @ParameterizedTest
    @CsvSource({"-2200,2199", "-2200,2201", "2200,2200", "-1,"})
    void aPostingThatDoesNotAddUpIsRefusedWhenItIsCommitted(long from, Long to) {
        assertThatThrownBy(() -> inTransaction(() -> {
                    long posting = posting("SETTLED");
                    line(posting, "CLEARING", from);
                    if (to != null) {
                        line(posting, "CUSTOMER", to);
                    }
                }))
                .hasMessageContaining("do not add up to zero");
        assertThat(postings()).isEqualTo(2);
    }

    @Test
    void aPostingWithoutLinesIsRefused() {
        assertThatThrownBy(() -> inTransaction(() -> posting("SETTLED"))).hasMessageContaining("do not add up to zero");
        assertThat(postings()).isEqualTo(2);
    }

    @Test
    void aPostingThatAddsUpIsTaken() {
        inTransaction(() -> {
            long posting = posting("SETTLED");
            line(posting, "CLEARING", -2200);
            line(posting, "CUSTOMER", 2200);
        });
        assertThat(new Ledger(jdbc).balances(CASE)).isEqualTo(Map.of("RECEIVED", -2200L, "CUSTOMER", 2200L));
    }

    @Test
    void lineAfterLineCannotBeAddedLater() {
        long posting =
                jdbc.sql("SELECT min(id) FROM refund_posting").query(Long.class).single();
        assertThatThrownBy(() -> line(posting, "BY_HAND", 5)).hasMessageContaining("do not add up to zero");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORDERED", "ACCEPTED"})
    void nothingIsPostedTwice(String kind) {
        assertThatThrownBy(() -> inTransaction(() -> posting(kind)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void aRefundThatChangesWithoutItsPostingIsSeenByAnAuditor() {
        jdbc.sql("UPDATE refund_intent SET settlement = 'SETTLED', settled_at = now()")
                .update();
        assertThatThrownBy(() -> new Ledger(jdbc).verify(CASE)).isInstanceOf(AssertionError.class);
    }

    private long posting(String kind) {
        return jdbc.sql("""
                        INSERT INTO refund_posting (intent_id, kind, currency, posted_at) VALUES (?, ?, 'CNY', now())
                        RETURNING id
                        """).param(paid.id()).param(kind).query(Long.class).single();
    }

    private void line(long posting, String account, long amount) {
        jdbc.sql("INSERT INTO refund_line (posting_id, account, amount_minor) VALUES (?, ?, ?)")
                .param(posting)
                .param(account)
                .param(amount)
                .update();
    }

    private long postings() {
        return jdbc.sql("SELECT count(*) FROM refund_posting").query(Long.class).single();
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }
}
