package io.fairwell.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What became of the messages of all channels, and how operators have them sent again. */
@Repository
public class DeliveryLog {

    private final JdbcClient jdbc;
    private final List<Redelivery> channels;

    DeliveryLog(JdbcClient jdbc, List<Redelivery> channels) {
        this.jdbc = jdbc;
        this.channels = channels;
    }

    /**
     * @param after the last one of the page before
     * @param limit largest number of deliveries returned
     */
    public record Search(
            String tenantId,
            Delivery.@Nullable State state,
            Delivery.@Nullable Channel channel,
            @Nullable String caseNumber,
            @Nullable Position after,
            int limit) {}

    /** Where a page ended. */
    public record Position(Instant createdAt, String id) {}

    /** A page, newest first. */
    public List<Delivery> search(Search search) {
        List<String> conditions = new ArrayList<>(List.of("tenant_id = :tenant"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("tenant", search.tenantId(), "limit", search.limit()));
        if (search.state() != null) {
            conditions.add("status = :state");
            values.put("state", search.state().name());
        }
        if (search.channel() != null) {
            conditions.add("channel = :channel");
            values.put("channel", search.channel().name());
        }
        if (search.caseNumber() != null) {
            conditions.add("case_number = :number");
            values.put("number", search.caseNumber());
        }
        if (search.after() != null) {
            conditions.add("(created_at, id) < (:afterAt, :afterId)");
            values.put("afterAt", search.after().createdAt().atOffset(ZoneOffset.UTC));
            values.put("afterId", search.after().id());
        }
        return jdbc.sql("SELECT * FROM delivery WHERE " + String.join(" AND ", conditions)
                        + " ORDER BY created_at DESC, id DESC LIMIT :limit")
                .params(values)
                .query(DeliveryLog::read)
                .list();
    }

    public Optional<Delivery> find(String tenantId, String id) {
        return jdbc.sql("SELECT * FROM delivery WHERE tenant_id = ? AND id = ?")
                .params(tenantId, id)
                .query(DeliveryLog::read)
                .optional();
    }

    /** @return false when it is pending, or has no address, or is no longer valid */
    @Transactional
    public boolean redeliver(String tenantId, String id) {
        return channels.stream().anyMatch(channel -> channel.redeliver(tenantId, id));
    }

    private static Delivery read(ResultSet row, int index) throws SQLException {
        Delivery.State state = Delivery.State.valueOf(row.getString("status"));
        return new Delivery(
                row.getString("id"),
                Delivery.Channel.valueOf(row.getString("channel")),
                row.getString("case_number"),
                row.getString("kind"),
                state,
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "sent_at"),
                state == Delivery.State.PENDING ? instant(row, "next_attempt_at") : null,
                row.getString("last_error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
