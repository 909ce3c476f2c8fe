package io.fairwell.refund;

import static io.fairwell.refund.RefundLines.Account.BY_HAND;
import static io.fairwell.refund.RefundLines.Account.CLEARING;
import static io.fairwell.refund.RefundLines.Account.CUSTOMER;
import static io.fairwell.refund.RefundLines.Account.RECEIVED;
import static io.fairwell.refund.RefundLines.Account.REFUND_DUE;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The books: every change of a refund that moves money, or the duty to pay it, is posted once, in the transaction that
 * makes the change. The database refuses a posting that does not balance, a second one of a kind, and any change.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class RefundLines {

    enum Account {
        /** What the customer paid us. */
        RECEIVED,
        /** What we owe. */
        REFUND_DUE,
        /** What the gateway has taken over. */
        CLEARING,
        /** What has arrived. */
        CUSTOMER,
        /** What people paid in other ways. */
        BY_HAND
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    RefundLines(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void ordered(RefundIntent intent) {
        post(intent, "ORDERED", RECEIVED, REFUND_DUE);
    }

    /** Posts what lies between two versions of one refund. */
    void changed(RefundIntent before, RefundIntent after) {
        if (after.decidedBy() != null && before.decidedBy() == null) {
            decided(before, after);
            return;
        }
        if (after.state() == RefundState.REJECTED && before.state() != RefundState.REJECTED) {
            post(after, "DECLINED", REFUND_DUE, RECEIVED);
        }
        if (after.settlement().isAfter(Settlement.NONE) && before.settlement() == Settlement.NONE) {
            post(after, "ACCEPTED", REFUND_DUE, CLEARING);
        }
        if (after.settlement().isAfter(before.settlement())) {
            settled(before, after);
        }
    }

    /** Where the amount of a refund is. */
    static Account place(RefundIntent intent) {
        return switch (intent.state()) {
            case NEW, SENT, UNKNOWN -> REFUND_DUE;
            case REJECTED -> RECEIVED;
            case SUCCEEDED ->
                intent.decidedBy() != null
                        ? BY_HAND
                        : switch (intent.settlement()) {
                            case NONE, RETURNED -> REFUND_DUE;
                            case PENDING -> CLEARING;
                            case SETTLED -> CUSTOMER;
                        };
        };
    }

    private void decided(RefundIntent before, RefundIntent after) {
        boolean paid = after.state() == RefundState.SUCCEEDED;
        post(after, paid ? "BY_HAND" : "RELEASED", place(before), place(after));
    }

    private void settled(RefundIntent before, RefundIntent after) {
        if (after.settlement() == Settlement.SETTLED) {
            post(after, "SETTLED", CLEARING, CUSTOMER);
        }
        if (after.settlement() == Settlement.RETURNED) {
            post(after, "RETURNED", before.settlement() == Settlement.SETTLED ? CUSTOMER : CLEARING, REFUND_DUE);
        }
    }

    private void post(RefundIntent intent, String kind, Account from, Account to) {
        jdbc.sql("""
                        WITH posting AS (
                            INSERT INTO refund_posting (tenant_id, intent_id, kind, currency, posted_at)
                            VALUES (:tenant, :intent, :kind, :currency, :now) RETURNING id)
                        INSERT INTO refund_line (tenant_id, posting_id, account, amount_minor)
                        SELECT :tenant, posting.id, line.account, line.amount
                        FROM posting, (VALUES (:from, -:amount), (:to, :amount)) AS line (account, amount)
                        """)
                .param("tenant", intent.tenantId())
                .param("intent", intent.id())
                .param("kind", kind)
                .param("currency", intent.amount().getCurrencyUnit().getCode())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("from", from.name())
                .param("to", to.name())
                .param("amount", intent.amount().getAmountMinorLong())
                .update();
    }
}
