package io.fairwell.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What this node has committed and not yet seen in the chain. Whoever deletes an entry before it is linked, and all that
 * refers to it in the database, has not deleted it here.
 */
@Component
class Unsealed {

    private static final int MOST = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<UUID, Instant> written = new ConcurrentHashMap<>();
    private final AuditRows rows;
    private final Clock clock;

    Unsealed(AuditRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    void add(UUID id) {
        if (written.size() < MOST) {
            written.put(id, clock.instant());
        }
    }

    /** @return entries that were committed, are not in the chain, and are not there any more; each is named once */
    List<UUID> lost() {
        List<UUID> known = List.copyOf(written.keySet());
        if (known.isEmpty()) {
            return List.of();
        }
        written.keySet().removeAll(rows.sealed(known));
        Instant before = clock.instant().minus(PATIENCE);
        List<UUID> late = written.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(before))
                .map(Map.Entry::getKey)
                .toList();
        if (late.isEmpty()) {
            return List.of();
        }
        var present = rows.present(late);
        // What was linked while this looked is not lost.
        var linked = rows.sealed(late);
        List<UUID> lost = late.stream()
                .filter(id -> !present.contains(id) && !linked.contains(id))
                .toList();
        lost.forEach(written::remove);
        return lost;
    }
}
