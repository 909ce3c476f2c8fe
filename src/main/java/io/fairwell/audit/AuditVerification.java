package io.fairwell.audit;

import io.fairwell.audit.AuditRows.End;
import io.fairwell.audit.AuditRows.Link;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Recomputes the whole chain and says where it is first broken. */
@Component
public class AuditVerification {

    private static final int PAGE = 1000;

    private final AuditRows rows;
    private final Chain chain;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    AuditVerification(AuditRows rows, Chain chain, Clock clock, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.chain = chain;
        this.clock = clock;
        snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** What can be wrong, in the order in which it is looked for at each sequence. */
    public enum Fault {
        /** The stub of a cut is not signed by us. */
        CUT_FORGED,
        /** A link is missing. */
        LINK_MISSING,
        /** The entry of a link is missing. */
        ENTRY_MISSING,
        /** An entry is not what was written, or was not written by us. */
        ENTRY_CHANGED,
        /** A link does not follow from the one before and its entry: changed, reordered or put in between. */
        LINK_CHANGED,
        /** This node noticed that entries vanished, or that the chain became shorter. */
        ALARM,
        /** Not what a witness has kept. */
        OTHER_THAN_WITNESSED,
        /** The end is missing, or the record of where it was. */
        END_MISSING,
        /** An entry neither is in the chain nor waits for it. */
        ENTRY_ASTRAY
    }

    /** What somebody outside has kept of an earlier state. @param hash in hexadecimal digits */
    public record Witness(long sequence, String hash) {}

    /**
     * @param first the first sequence that is still kept; those before were cut when their time was over
     * @param sequence of the last link that was looked at
     * @param hash of that link, in hexadecimal digits: what a witness should keep
     * @param waiting entries that are not linked yet
     * @param brokenAt the first sequence that is not as it was; null where all is intact
     */
    public record Verdict(
            Instant verifiedAt,
            boolean intact,
            long first,
            long sequence,
            String hash,
            long waiting,
            @Nullable Long brokenAt,
            @Nullable Fault fault) {}

    public Verdict verify() {
        return verify(null);
    }

    /** @param witness null where nobody has kept anything */
    public Verdict verify(@Nullable Witness witness) {
        Verdict verdict = snapshot.execute(status -> new Walk(witness).verdict());
        if (verdict == null) {
            throw new IllegalStateException("a verification always has a verdict");
        }
        return verdict;
    }

    /** One way along the chain. */
    private final class Walk {

        private final @Nullable Witness witness;
        private long first = 1;
        private End last = End.NONE;
        private @Nullable Long brokenAt;
        private @Nullable Fault fault;

        Walk(@Nullable Witness witness) {
            this.witness = witness;
        }

        Verdict verdict() {
            start();
            List<Link> page = rows.linksAfter(last.sequence(), PAGE);
            while (fault == null && !page.isEmpty()) {
                page.forEach(this::step);
                page = rows.linksAfter(last.sequence(), PAGE);
            }
            finish();
            return new Verdict(
                    clock.instant(),
                    fault == null,
                    first,
                    last.sequence(),
                    HexFormat.of().formatHex(last.hash()),
                    rows.waitingCount(),
                    brokenAt,
                    fault);
        }

        private void start() {
            rows.lastCut().ifPresent(cut -> {
                last = cut;
                first = cut.sequence() + 1;
                brokenIf(!isSigned("cut", cut), cut.sequence(), Fault.CUT_FORGED);
            });
        }

        private void step(Link link) {
            if (fault != null) {
                return;
            }
            long expected = last.sequence() + 1;
            StoredEntry entry = link.entry();
            brokenIf(link.sequence() != expected, expected, Fault.LINK_MISSING);
            brokenIf(entry == null, expected, Fault.ENTRY_MISSING);
            brokenIf(entry != null && !Arrays.equals(entry.mac(), chain.sign(entry)), expected, Fault.ENTRY_CHANGED);
            brokenIf(!isSound(link), expected, Fault.LINK_CHANGED);
            brokenIf(
                    entry != null
                            && entry.entry().action().startsWith("audit.")
                            && entry.entry().outcome() == AuditEntry.Outcome.FAILED,
                    expected,
                    Fault.ALARM);
            if (fault == null) {
                last = new End(link.sequence(), link.hash(), link.mac());
                compare();
            }
        }

        private boolean isSound(Link link) {
            return Arrays.equals(link.previous(), last.hash())
                    && Arrays.equals(
                            link.hash(), chain.link(link.sequence(), last.hash(), link.entryId(), link.entry()))
                    && Arrays.equals(link.mac(), chain.sign("seal", link.sequence(), link.hash()));
        }

        private void compare() {
            if (witness != null && witness.sequence() == last.sequence()) {
                boolean same = HexFormat.of().formatHex(last.hash()).equalsIgnoreCase(witness.hash());
                brokenIf(!same, last.sequence(), Fault.OTHER_THAN_WITNESSED);
            }
        }

        private void finish() {
            End head = rows.head().orElse(End.NONE);
            boolean isEnd = head.sequence() == last.sequence()
                    && Arrays.equals(head.hash(), last.hash())
                    && (head.sequence() == 0 || isSigned("head", head));
            brokenIf(!isEnd, Math.min(head.sequence(), last.sequence()) + 1, Fault.END_MISSING);
            brokenIf(
                    witness != null && witness.sequence() > last.sequence(),
                    last.sequence() + 1,
                    Fault.OTHER_THAN_WITNESSED);
            brokenIf(fault == null && rows.strays() > 0, last.sequence() + 1, Fault.ENTRY_ASTRAY);
        }

        private boolean isSigned(String what, End end) {
            return Arrays.equals(end.mac(), chain.sign(what, end.sequence(), end.hash()));
        }

        /** The first fault counts. */
        private void brokenIf(boolean broken, long sequence, Fault how) {
            if (broken && fault == null) {
                brokenAt = sequence;
                fault = how;
            }
        }
    }
}
