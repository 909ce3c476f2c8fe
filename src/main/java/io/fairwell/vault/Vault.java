package io.fairwell.vault;

import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Seals personal data on its way into the database and opens it on its way out. Columns are named {@code table.column}.
 * An empty text is stored as it is: there is nothing in it. All of it runs in the caller's transaction, where there is
 * one.
 */
public final class Vault {

    private static final int INDEX_BYTES = 16;

    private final KeyTable table;
    private final MasterKeys masters;
    private final KeyCache cache;

    Vault(JdbcClient jdbc, MasterKeys masters, Clock clock) {
        this.table = new KeyTable(jdbc, masters, clock);
        this.masters = masters;
        this.cache = new KeyCache(clock);
    }

    /** Seals for one owner; a key that is there is not destroyed before the transaction ends. */
    public Sealer sealer(Owner owner) {
        return new Sealer(key(owner));
    }

    /** What seals several values of one owner. */
    public static final class Sealer {

        private final DataKey key;

        private Sealer(DataKey key) {
            this.key = key;
        }

        /** @return null for null */
        public @Nullable String seal(String column, @Nullable String plain) {
            return plain == null || plain.isEmpty() ? plain : key.seal(column, plain);
        }

        /** @return null for null */
        public byte @Nullable [] seal(String column, byte @Nullable [] plain) {
            return plain == null ? null : key.seal(column, plain);
        }
    }

    /**
     * @return what was sealed; null where there is nothing, or where it was erased
     * @throws CannotBeOpened when it is not what was sealed there for this owner
     */
    public @Nullable String open(Owner owner, String column, @Nullable String sealed) {
        if (sealed == null || sealed.isEmpty()) {
            return sealed;
        }
        return reader(owner, DataKey.keyOf(sealed))
                .map(key -> key.open(column, sealed))
                .orElse(null);
    }

    /** As {@link #open(Owner, String, String)}, with an empty text in place of null. */
    public String openText(Owner owner, String column, @Nullable String sealed) {
        String plain = open(owner, column, sealed);
        return plain == null ? "" : plain;
    }

    /** As {@link #open(Owner, String, String)}. */
    public byte @Nullable [] open(Owner owner, String column, byte @Nullable [] sealed) {
        return sealed == null
                ? null
                : reader(owner, DataKey.keyOf(sealed))
                        .map(key -> key.open(column, sealed))
                        .orElse(null);
    }

    /** Whether a stored text is sealed, for what sealed texts and others stand in together. */
    public static boolean isSealed(String stored) {
        return DataKey.looksSealed(stored);
    }

    /**
     * For finding exactly this value again without storing it: HMAC-SHA-256, cut to 128 bits, in hexadecimal digits.
     *
     * @param purpose what is looked for where; the same value has another index elsewhere
     */
    public String index(String purpose, String value) {
        return HexFormat.of().formatHex(masters.index(purpose + "\n" + value), 0, INDEX_BYTES);
    }

    /**
     * Erases what is sealed for this owner.
     *
     * @return id of the key that was destroyed; empty where there was none, or none any more
     */
    public Optional<UUID> destroy(Owner owner) {
        Optional<UUID> destroyed = table.destroy(owner);
        destroyed.ifPresent(this::forget);
        return destroyed;
    }

    /** Has the rows of destroyed keys name another owner than the one who must not be named any longer. */
    public void rename(Owner owner, String id) {
        table.rename(owner, id);
    }

    /** Once more when it is committed: a reader may have met the key while it was still there. */
    private void forget(UUID id) {
        cache.forget(id);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    cache.forget(id);
                }
            });
        }
    }

    private DataKey key(Owner owner) {
        Optional<UUID> held = table.hold(owner);
        if (held.isEmpty()) {
            table.add(UUID.randomUUID(), owner, AesGcm.random(AesGcm.KEY_BYTES));
            // Ours, or that of a transaction that was faster.
            held = table.hold(owner);
        }
        return held.flatMap(id -> reader(owner, id))
                .orElseThrow(() -> new IllegalStateException("no key can be had for " + owner.kind()));
    }

    private Optional<DataKey> reader(Owner owner, UUID id) {
        return cache.get(id).or(() -> read(id)).map(requireSame(owner));
    }

    private static Function<DataKey, DataKey> requireSame(Owner owner) {
        return key -> {
            if (!key.owner().equals(owner)) {
                throw new CannotBeOpened("it belongs to somebody else");
            }
            return key;
        };
    }

    /** @return empty where the key was destroyed */
    private Optional<DataKey> read(UUID id) {
        KeyTable.Row row = table.find(id).orElseThrow(() -> new CannotBeOpened("key " + id + " is missing"));
        if (row.wrapped() == null) {
            return Optional.empty();
        }
        DataKey key =
                new DataKey(id, row.owner(), masters.unwrap(id, row.owner(), row.masterKey(), KeyTable.wrapped(row)));
        cache.put(key);
        return Optional.of(key);
    }
}
