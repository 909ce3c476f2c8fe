package io.fairwell.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Opened keys of the last minute, so that a page of a case reads its key once. Short, because another node may destroy a
 * key meanwhile; nothing is ever sealed on the word of this cache alone.
 */
final class KeyCache {

    static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 2_000;

    private final Clock clock;
    private final Map<UUID, Entry> entries = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Entry> eldest) {
            return size() > MOST;
        }
    };

    KeyCache(Clock clock) {
        this.clock = clock;
    }

    private record Entry(DataKey key, Instant readAt) {}

    synchronized void put(DataKey key) {
        entries.put(key.id(), new Entry(key, clock.instant()));
    }

    synchronized Optional<DataKey> get(UUID id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return Optional.empty();
        }
        Duration age = Duration.between(entry.readAt(), clock.instant());
        if (age.isNegative() || age.compareTo(KEPT) > 0) {
            entries.remove(id);
            return Optional.empty();
        }
        return Optional.of(entry.key());
    }

    synchronized void forget(UUID id) {
        entries.remove(id);
    }
}
