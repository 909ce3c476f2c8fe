package io.fairwell.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where everybody writes what has been done. Nothing that was written can be changed. */
@Component
public class AuditTrail {

    /** An entry that was written and is gone before it was sealed. */
    static final String LOST = "audit.lost";

    private final AuditRows rows;
    private final Chain chain;
    private final Unsealed unsealed;
    private final Customers customers;
    private final Clock clock;

    AuditTrail(AuditRows rows, Chain chain, Unsealed unsealed, Customers customers, Clock clock) {
        this.rows = rows;
        this.chain = chain;
        this.unsealed = unsealed;
        this.customers = customers;
        this.clock = clock;
    }

    /** In the caller's transaction, so that it is there if and only if what it records is; else in one of its own. */
    @Transactional
    public void record(AuditEntry entry) {
        StoredEntry stored = stored(entry);
        rows.insert(stored, true);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                unsealed.add(stored.id());
            }
        });
    }

    /**
     * Reads and refusals: many, and nothing else is written with them. Not waited for until it is on the disk, so a crash
     * of the database server can take the last half second of them; a crash of this node takes nothing.
     */
    public void recordLightly(AuditEntry entry) {
        rows.insert(stored(entry), false);
    }

    /** Within the transaction of what the present request does, unless that request has its entry already. */
    @Transactional
    public void recordRequest() {
        AuditedRequest request = AuditedRequest.current();
        if (request == null || request.isRecorded()) {
            return;
        }
        record(request.entry(AuditEntry.Outcome.DONE, Map.of()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                request.recorded();
            }
        });
    }

    private StoredEntry stored(AuditEntry entry) {
        // The database keeps microseconds, and what is sealed has to be what is read back.
        var unsigned = new StoredEntry(
                UUID.randomUUID(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                customers.hidden(entry),
                new byte[0]);
        return unsigned.with(chain.sign(unsigned));
    }
}
