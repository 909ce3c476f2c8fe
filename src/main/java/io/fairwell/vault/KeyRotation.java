package io.fairwell.vault;

import io.fairwell.database.StartRefused;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * At each start: sees that every data key can be opened with what is configured, and wraps anew those that are wrapped
 * with an earlier master key. Nodes start one at a time.
 */
final class KeyRotation implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final int BATCH = 500;

    private final KeyTable table;
    private final MasterKeys masters;
    private final TransactionOperations transaction;

    KeyRotation(JdbcClient jdbc, MasterKeys masters, TransactionOperations transaction, Clock clock) {
        this.table = new KeyTable(jdbc, masters, clock);
        this.masters = masters;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        table.mastersInUse().forEach(this::requireUsable);
        int rewrapped = 0;
        int batch;
        do {
            Integer done = transaction.execute(status -> table.rewrap(BATCH));
            batch = done == null ? 0 : done;
            rewrapped += batch;
        } while (batch > 0);
        if (rewrapped > 0) {
            LOG.info("{} data keys are now wrapped with master key {}", rewrapped, masters.current());
        }
    }

    private void requireUsable(String master) {
        if (!masters.ids().contains(master)) {
            throw new StartRefused(
                    "Data keys are wrapped with master key " + master + ", which is not configured.",
                    "Set fairwell.privacy.master-keys." + master
                            + ".secret until a start has wrapped them anew; without" + " it what they seal is lost.");
        }
        table.anyWrappedWith(master).ifPresent(row -> {
            try {
                masters.unwrap(row.id(), row.owner(), master, KeyTable.wrapped(row));
            } catch (CannotBeOpened e) {
                throw new StartRefused(
                        "Data keys cannot be opened with master key " + master + ".",
                        MasterKeys.OF_SECRET.equals(master)
                                ? "Restore the fairwell.secret they were made with."
                                : "Restore the secret that fairwell.privacy.master-keys." + master + ".secret had.");
            }
        });
    }
}
