package io.fairwell.audit;

import io.fairwell.audit.AuditRows.End;
import io.fairwell.audit.AuditRows.Link;
import io.fairwell.audit.AuditRows.Waiting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Links committed entries into the chain, in the order in which they were written. Every node tries; one at a time does.
 * Apart from those who write, so that nobody waits for the end of the chain.
 */
@Component
class Sealer {

    static final int BATCH = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private final AuditRows rows;
    private final Chain chain;
    private final Unsealed unsealed;
    private final AuditTrail trail;
    private final TransactionOperations transaction;

    /** The furthest end that this node has seen: a chain never gets shorter. */
    private volatile End seen = End.NONE;

    Sealer(AuditRows rows, Chain chain, Unsealed unsealed, AuditTrail trail, TransactionOperations transaction) {
        this.rows = rows;
        this.chain = chain;
        this.unsealed = unsealed;
        this.trail = trail;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT0.5S", initialDelayString = "PT0.5S")
    void seal() {
        if (rows.isAnyWaiting()) {
            while (sealSome() == BATCH) {
                Thread.onSpinWait();
            }
        }
        unsealed.lost()
                .forEach(id -> alarm(AuditTrail.LOST, "An audit entry was written and is gone: {}", id.toString()));
    }

    /** @return how many */
    int sealSome() {
        Integer sealed = transaction.execute(status -> rows.tryLock() ? link() : 0);
        return sealed == null ? 0 : sealed;
    }

    private int link() {
        End end = rows.head().orElse(End.NONE);
        watch(end);
        List<Waiting> waiting = rows.waiting(BATCH);
        if (waiting.isEmpty()) {
            return 0;
        }
        List<Link> links = new ArrayList<>();
        for (Waiting next : waiting) {
            Link link = link(end, next);
            links.add(link);
            end = new End(link.sequence(), link.hash(), chain.sign("head", link.sequence(), link.hash()));
        }
        rows.add(links);
        rows.head(end);
        rows.noLongerWaiting(waiting.stream().map(Waiting::position).toList());
        seen = end;
        return waiting.size();
    }

    private Link link(End end, Waiting next) {
        if (next.entry() == null) {
            LOG.error("Audit entry {} was deleted before it was linked", next.entryId());
        } else if (!Arrays.equals(next.entry().mac(), chain.sign(next.entry()))) {
            LOG.error("Audit entry {} was not written by this application", next.entryId());
        }
        long sequence = end.sequence() + 1;
        byte[] hash = chain.link(sequence, end.hash(), next.entryId(), next.entry());
        return new Link(sequence, next.entryId(), end.hash(), hash, chain.sign("seal", sequence, hash), next.entry());
    }

    /** Whoever puts back an older state of the whole database has this to contend with, and what was published. */
    private void watch(End end) {
        End before = seen;
        seen = end;
        if (end.sequence() < before.sequence()) {
            alarm(
                    "audit.shortened",
                    "The audit chain was longer: it had an entry {}",
                    Long.toString(before.sequence()));
        }
    }

    private void alarm(String action, String message, String what) {
        LOG.error(message, what);
        AuditEntry entry = new AuditEntry(
                "main", AuditEntry.SYSTEM, action, AuditEntry.Outcome.FAILED, null, null, Map.of("what", what));
        transaction.executeWithoutResult(status -> trail.record(entry));
    }

    End seen() {
        return seen;
    }

    /** For an outside witness: whoever keeps this line can later show that the chain up to here is the same. */
    @EventListener(ApplicationStartedEvent.class)
    @Scheduled(cron = "0 0 0 * * *", zone = "UTC")
    void publish() {
        rows.head()
                .ifPresent(end -> LOG.info(
                        "Audit chain: sequence {}, hash {}",
                        end.sequence(),
                        HexFormat.of().formatHex(end.hash())));
    }
}
