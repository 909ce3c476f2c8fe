package io.fairwell.audit;

import io.fairwell.audit.AuditRows.End;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Removes the oldest part of the trail when its time is over, and leaves a signed stub of where it ended. */
@Component
class AuditCut {

    private final AuditRows rows;
    private final Chain chain;
    private final AuditVerification verification;
    private final AuditTrail trail;
    private final Clock clock;
    private final TransactionOperations transaction;

    AuditCut(
            AuditRows rows,
            Chain chain,
            AuditVerification verification,
            AuditTrail trail,
            Clock clock,
            TransactionOperations transaction) {
        this.rows = rows;
        this.chain = chain;
        this.verification = verification;
        this.trail = trail;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Removes the links before the first one that is not older; never the last one.
     *
     * @return how many are gone
     * @throws IllegalStateException when the chain is broken: then it is evidence
     */
    long before(Instant time) {
        if (!verification.verify().intact()) {
            throw new IllegalStateException("the chain is broken, so nothing of it is removed");
        }
        Long removed = transaction.execute(status -> {
            rows.lock();
            return rows.lastLinkBefore(time).map(this::cut).orElse(0L);
        });
        return removed == null ? 0 : removed;
    }

    private long cut(End last) {
        rows.addCut(
                new End(last.sequence(), last.hash(), chain.sign("cut", last.sequence(), last.hash())),
                clock.instant());
        long removed = rows.removeUpTo(last.sequence());
        trail.record(new AuditEntry(
                "main",
                AuditEntry.SYSTEM,
                "audit.cut",
                AuditEntry.Outcome.DONE,
                null,
                null,
                Map.of("sequence", Long.toString(last.sequence()), "removed", Long.toString(removed))));
        return removed;
    }
}
