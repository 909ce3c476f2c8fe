package io.fairwell.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.audit.AuditEntry.Outcome;
import io.fairwell.audit.AuditVerification.Verdict;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

@DatabaseTest
class AuditTrailTest {

    @Autowired
    private DataSource database;

    @Autowired
    private MutableClock clock;

    private Trail node;

    @BeforeEach
    void start() {
        node = new Trail(database, clock);
    }

    @Test
    void anEmptyTrailIsIntact() {
        Verdict verdict = node.verification.verify();
        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.sequence()).isZero();
    }

    /** Ids that were drawn and given back leave no hole in the chain. */
    @Test
    void whatWasRolledBackWasNeverThere() {
        node.write("main", "person:p", "one");
        node.transaction.executeWithoutResult(status -> {
            node.trail.record(Trail.entry("main", "person:p", "undone"));
            status.setRollbackOnly();
        });
        node.write("main", "person:p", "two");
        node.sealer.seal();

        assertThat(node.verification.verify().intact()).isTrue();
        assertThat(actions()).containsExactly("one", "two");
        clock.plus(Duration.ofSeconds(60));
        assertThat(node.unsealed.lost()).isEmpty();
    }

    /** What commits later is linked later, whenever it was written. */
    @Test
    void entriesAreLinkedAsTheyAreCommitted() throws Exception {
        var committed = new java.util.concurrent.CountDownLatch(1);
        var written = new java.util.concurrent.CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> slow = other.submit(() -> node.transaction.executeWithoutResult(status -> {
                node.trail.record(Trail.entry("main", "person:slow", "first written"));
                written.countDown();
                await(committed);
            }));
            await(written);
            node.write("main", "person:fast", "first committed");
            node.sealer.seal();
            committed.countDown();
            slow.get(20, TimeUnit.SECONDS);
            node.sealer.seal();
        } finally {
            other.shutdownNow();
        }

        assertThat(actions()).containsExactly("first committed", "first written");
        assertThat(node.verification.verify().intact()).isTrue();
    }

    @Test
    @Timeout(60)
    void manyWriteWhileTwoNodesLink() throws Exception {
        int threads = 32;
        int each = 20;
        Trail second = new Trail(database, clock);
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService pool = Executors.newFixedThreadPool(threads + 2);
        try {
            List<Future<?>> sealers = new ArrayList<>();
            for (Trail one : List.of(node, second)) {
                sealers.add(pool.submit(() -> {
                    while (writing.get()) {
                        one.sealer.sealSome();
                    }
                }));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String who = "person:p" + i;
                writers.add(pool.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        node.write("main", who, "n" + n);
                    }
                }));
            }
            for (Future<?> one : writers) {
                one.get(50, TimeUnit.SECONDS);
            }
            writing.set(false);
            for (Future<?> one : sealers) {
                one.get(20, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        node.sealer.seal();

        Verdict verdict = node.verification.verify();
        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.sequence()).isEqualTo(threads * each);
        assertThat(verdict.waiting()).isZero();
    }

    @Test
    void whatIsOverIsCutAndTheRestCanStillBeVerified() {
        node.write("main", "person:p", "old one");
        node.write("main", "person:p", "old two");
        clock.plus(Duration.ofDays(400));
        node.write("main", "person:p", "new");
        node.sealer.seal();

        assertThat(node.cut.before(clock.instant().minus(Duration.ofDays(1)))).isEqualTo(2);
        node.sealer.seal();

        assertThat(actions()).containsExactly("new", "audit.cut");
        Verdict verdict = node.verification.verify();
        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.first()).isEqualTo(3);
        assertThat(verdict.sequence()).isEqualTo(4);
        assertThat(node.cut.before(clock.instant().minus(Duration.ofDays(1)))).isZero();
    }

    @Test
    void nothingIsCutFromABrokenChain() {
        node.write("main", "person:p", "one");
        node.write("main", "person:p", "two");
        node.sealer.seal();
        node.tamper("UPDATE audit_entry SET actor = 'person:other' WHERE action = 'two'");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> node.cut.before(clock.instant().plusSeconds(1)));
        assertThat(actions()).hasSize(2);
    }

    @Test
    void whatCouldMisleadAReaderIsCutOut() {
        AuditEntry entry = new AuditEntry(
                "main", "person:a\u0000\u202eb\nc", "x".repeat(1000), Outcome.DONE, null, null, Map.of("n\u0007", "v"));

        assertThat(entry.actor()).isEqualTo("person:abc");
        assertThat(entry.action()).hasSize(200);
        assertThat(entry.details()).containsExactly(Map.entry("n", "v"));
    }

    @Test
    void refusalsAreCounted() {
        Refusals refusals = new Refusals(node.trail);
        AuditEntry refused = new AuditEntry(
                "main", "anonymous", "GET /x", Outcome.REFUSED, null, "192.0.2.7", Map.of("status", "401"));
        for (int i = 0; i < 5; i++) {
            refusals.count(refused);
        }
        assertThat(rows()).isEqualTo(1);
        refusals.write();
        node.sealer.seal();

        assertThat(node.jdbc.queryForList(
                        "SELECT details ->> 'more' FROM audit_entry WHERE details ? 'more'", String.class))
                .containsExactly("4");
        assertThat(node.verification.verify().intact()).isTrue();
    }

    @Test
    void whoTriesFromEverywhereDoesNotFillTheTrail() {
        Refusals refusals = new Refusals(node.trail);
        for (int i = 0; i < 3000; i++) {
            refusals.count(new AuditEntry(
                    "main", "anonymous", "GET /x", Outcome.REFUSED, null, "2001:db8::" + i, Map.of("status", "401")));
        }
        refusals.write();

        assertThat(rows()).isLessThan(1010);
    }

    /** The role of docs/audit.md, made by the script that stands there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET actor = 'x'",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "UPDATE audit_seal SET sequence = 0",
                "DELETE FROM audit_seal",
                "INSERT INTO audit_cut SELECT sequence, 'main', hash, now(), mac FROM audit_seal",
                "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
                "DROP TABLE audit_seal",
                "SET session_replication_role = replica"
            })
    void theRoleOfTheApplicationMayAddAndNothingElse(String statement) throws IOException {
        String script = Files.readString(Path.of("docs/operations/audit-grants.sql"));
        node.jdbc.execute("DO $$ BEGIN CREATE ROLE fairwell; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        node.jdbc.execute(script);

        node.transaction.executeWithoutResult(status -> {
            node.jdbc.execute("SET LOCAL ROLE fairwell");
            node.trail.record(Trail.entry("main", "person:p", "one"));
        });
        node.transaction.executeWithoutResult(status -> {
            node.jdbc.execute("SET LOCAL ROLE fairwell");
            assertThat(node.sealer.sealSome()).isEqualTo(1);
        });
        assertThat(node.verification.verify().sequence()).isEqualTo(1);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> node.transaction.executeWithoutResult(status -> {
                    node.jdbc.execute("SET LOCAL ROLE fairwell");
                    node.jdbc.execute(statement);
                }))
                .havingRootCause()
                .withMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    private List<String> actions() {
        return node.rows.linksAfter(0, 1000).stream()
                .map(link ->
                        link.entry() == null ? "gone" : link.entry().entry().action())
                .toList();
    }

    private long rows() {
        Long count = node.jdbc.queryForObject("SELECT count(*) FROM audit_entry", Long.class);
        return count == null ? 0 : count;
    }

    private static void await(java.util.concurrent.CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
