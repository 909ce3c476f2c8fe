package io.fairwell.notification;

import io.fairwell.notification.OutboxMessage.Channel;
import io.fairwell.notification.OutboxMessage.Status;
import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Opens the letters; of an erased one there is left that it was sent. */
@Component
class OutboxRows implements RowMapper<OutboxMessage> {

    private final Vault vault;

    OutboxRows(Vault vault) {
        this.vault = vault;
    }

    @Override
    public OutboxMessage mapRow(ResultSet row, int index) throws SQLException {
        Instant created = row.getTimestamp("created_at").toInstant();
        Instant restarted = instant(row, "tried_since");
        return new OutboxMessage(
                row.getLong("id"),
                row.getString("tenant_id"),
                row.getString("case_number"),
                LetterKind.valueOf(row.getString("kind")),
                Channel.valueOf(row.getString("channel")),
                recipient(row),
                row.getString("locale"),
                text(row, "subject"),
                text(row, "html"),
                text(row, "text"),
                row.getString("message_id"),
                Status.valueOf(row.getString("status")),
                row.getInt("attempts"),
                instant(row, "expires_at"),
                row.getString("last_error"),
                created,
                restarted == null ? created : restarted,
                instant(row, "sent_at"));
    }

    /** Needs the columns {@code tenant_id}, {@code case_number} and {@code recipient}. */
    @Nullable
    String recipient(ResultSet row) throws SQLException {
        return vault.open(owner(row), "outbox_message.recipient", row.getString("recipient"));
    }

    private String text(ResultSet row, String column) throws SQLException {
        return vault.openText(owner(row), "outbox_message." + column, row.getString(column));
    }

    private static Owner owner(ResultSet row) throws SQLException {
        return Owner.ofCase(row.getString("tenant_id"), row.getString("case_number"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
