package io.fairwell.refund;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.joda.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What may be paid back out of one source, guarded by the lock of the source's row. Part of the caller's transaction. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class RefundAccounts {

    private final JdbcClient jdbc;
    private final Clock clock;

    RefundAccounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Nobody else orders or decides anything about this source until the transaction ends. */
    void lock(RefundOrder order) {
        jdbc.sql("""
                        INSERT INTO refund_account
                          (tenant_id, case_number, source, currency, refundable_minor, created_at, updated_at)
                        VALUES (:tenant, :number, :source, :currency, 0, :now, :now)
                        ON CONFLICT (case_number, source) DO NOTHING
                        """)
                .param("tenant", order.tenantId())
                .param("number", order.caseNumber().value())
                .param("source", order.source())
                .param("currency", order.amount().getCurrencyUnit().getCode())
                .param("now", now())
                .update();
        lock(order.caseNumber().value(), order.source());
    }

    /**
     * What is refundable is told with each order; the newest figure holds.
     *
     * @throws RefundExceeds when there is not as much left
     * @throws RefundMismatch when refunds out of this source were in another currency
     */
    void take(RefundOrder order) {
        String number = order.caseNumber().value();
        int updated = jdbc.sql("""
                        UPDATE refund_account SET refundable_minor = :refundable, updated_at = :now
                        WHERE case_number = :number AND source = :source AND currency = :currency
                        """)
                .param("refundable", Math.max(0, order.refundable().getAmountMinorLong()))
                .param("now", now())
                .param("number", number)
                .param("source", order.source())
                .param("currency", order.amount().getCurrencyUnit().getCode())
                .update();
        if (updated == 0) {
            throw new RefundMismatch(order.caseNumber(), order.leg());
        }
        require(number, order.leg(), order.source(), order.amount());
    }

    /** A refund that took nothing any more is to take its amount again. @throws RefundExceeds when that is not left */
    void takeAgain(RefundIntent intent) {
        String number = intent.caseNumber().value();
        lock(number, intent.source());
        require(number, intent.leg(), intent.source(), intent.amount());
    }

    private void lock(String number, String source) {
        jdbc.sql("SELECT 1 FROM refund_account WHERE case_number = ? AND source = ? FOR UPDATE")
                .param(number)
                .param(source)
                .query()
                .singleRow();
    }

    private void require(String number, String leg, String source, Money wanted) {
        long left = jdbc.sql("""
                        SELECT a.refundable_minor - coalesce(sum(i.amount_minor), 0)
                        FROM refund_account a
                        LEFT JOIN refund_intent i ON i.case_number = a.case_number AND i.source = a.source
                             AND i.leg <> :leg AND i.state <> 'REJECTED'
                        WHERE a.case_number = :number AND a.source = :source
                        GROUP BY a.refundable_minor
                        """)
                .param("leg", leg)
                .param("number", number)
                .param("source", source)
                .query(Long.class)
                .single();
        if (wanted.getAmountMinorLong() > left) {
            throw new RefundExceeds(
                    "refund " + leg + " of case " + number, wanted, Money.ofMinor(wanted.getCurrencyUnit(), left));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
