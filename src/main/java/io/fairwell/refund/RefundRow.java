package io.fairwell.refund;

import io.fairwell.cancellation.CaseNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** How the ledger's rows are read. */
final class RefundRow {

    private RefundRow() {}

    static RefundIntent intent(ResultSet row, int index) throws SQLException {
        return new RefundIntent(
                row.getObject("id", UUID.class),
                row.getString("tenant_id"),
                new CaseNumber(row.getString("case_number")),
                row.getString("leg"),
                row.getString("source"),
                money(row),
                row.getString("route"),
                row.getString("subscription_id"),
                row.getString("payment_reference"),
                RefundState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("gateway"),
                instant(row.getTimestamp("first_sent_at")),
                row.getString("gateway_reference"),
                row.getString("decline_reason"),
                Settlement.valueOf(row.getString("settlement")),
                instant(row.getTimestamp("settled_at")),
                row.getString("decided_by"),
                row.getInt("checks"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    static Money money(ResultSet row) throws SQLException {
        return Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("amount_minor"));
    }

    static @Nullable Instant instant(@Nullable Timestamp value) {
        return value == null ? null : value.toInstant();
    }
}
