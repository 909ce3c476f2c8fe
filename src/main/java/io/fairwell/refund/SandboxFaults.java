package io.fairwell.refund;

import io.fairwell.refund.SandboxFault.Kind;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the sandbox gateway to misbehave, so that people can see and tests can prove what we make of it. */
@Service
public class SandboxFaults {

    private final JdbcClient jdbc;
    private final Clock clock;

    SandboxFaults(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param subscriptionPrefix of the subscriptions it concerns; empty for all
     * @param times how often; more than zero
     */
    @Transactional
    public SandboxFault add(String subscriptionPrefix, Kind kind, int times) {
        SandboxFault fault = new SandboxFault(UUID.randomUUID(), subscriptionPrefix, kind, times, clock.instant());
        jdbc.sql("""
                        INSERT INTO sandbox_fault (id, subscription_prefix, kind, times, created_at)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .param(fault.id())
                .param(subscriptionPrefix)
                .param(kind.name())
                .param(times)
                .param(fault.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        return fault;
    }

    /** Those that have not happened yet, in the order in which they will. */
    public List<SandboxFault> pending() {
        return jdbc.sql("SELECT * FROM sandbox_fault WHERE times > 0 ORDER BY created_at, id")
                .query((row, n) -> new SandboxFault(
                        row.getObject("id", UUID.class),
                        row.getString("subscription_prefix"),
                        Kind.valueOf(row.getString("kind")),
                        row.getInt("times"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** The sandbox behaves again. */
    @Transactional
    public void clear() {
        jdbc.sql("DELETE FROM sandbox_fault").update();
    }

    /** Uses up one fault that concerns this subscription. @param afterwards whether it is about what follows the call */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<Kind> next(String subscriptionId, boolean afterwards) {
        List<String> kinds = Arrays.stream(Kind.values())
                .filter(kind -> kind.isAfterwards() == afterwards)
                .map(Enum::name)
                .toList();
        return jdbc.sql("""
                        UPDATE sandbox_fault SET times = times - 1
                        WHERE id = (SELECT id FROM sandbox_fault
                                    WHERE times > 0 AND kind IN (:kinds) AND starts_with(:subscription, subscription_prefix)
                                    ORDER BY created_at, id LIMIT 1 FOR UPDATE)
                          AND times > 0
                        RETURNING kind
                        """)
                .param("kinds", kinds)
                .param("subscription", subscriptionId)
                .query(String.class)
                .optional()
                .map(Kind::valueOf);
    }
}
