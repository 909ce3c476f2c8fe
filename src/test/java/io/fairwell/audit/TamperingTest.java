package io.fairwell.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.audit.AuditRows.End;
import io.fairwell.audit.AuditVerification.Fault;
import io.fairwell.audit.AuditVerification.Verdict;
import io.fairwell.audit.AuditVerification.Witness;
import io.fairwell.testing.DatabaseTest;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** Everything that somebody with the database, but without the master secret, can do to the trail is found. */
@DatabaseTest
class TamperingTest {

    private static final String AT = "(SELECT entry_id FROM audit_seal WHERE sequence = %d)";
    private static final String FOURTH = AT.formatted(4);

    @Autowired
    private DataSource database;

    @Autowired
    private MutableClock clock;

    private Trail node;

    @BeforeEach
    void tenEntries() {
        node = new Trail(database, clock);
        for (int i = 1; i <= 10; i++) {
            clock.plus(Duration.ofSeconds(1));
            node.write(i % 2 == 0 ? "main" : "north", "person:p" + i, "case.CONFIRMED");
        }
        node.sealer.seal();
        assertThat(node.verification.verify().intact()).isTrue();
        assertThat(node.verification.verify().sequence()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor = 'person:other'",
                "action = 'case.WITHDRAWN'",
                "outcome = 'REFUSED'",
                "tenant_id = 'south'",
                "at = at + interval '1 microsecond'",
                "case_number = 'FW-2'",
                "case_number = NULL",
                "address = '192.0.2.8'",
                "details = '{\"eins\":\"2\",\"zwei\":\"退订\"}'",
                "details = '{}'",
                "details = '[]'",
                "mac = sha256('anything')"
            })
    void aChangedEntry(String change) {
        node.tamper("UPDATE audit_entry SET " + change + " WHERE id = " + FOURTH);

        assertBroken(4, Fault.ENTRY_CHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash = sha256('anything')", "previous = sha256('anything')", "mac = sha256('anything')"})
    void aChangedLink(String change) {
        node.tamper("UPDATE audit_seal SET " + change + " WHERE sequence = 4");

        assertBroken(4, Fault.LINK_CHANGED);
    }

    @Test
    void aDeletedEntry() {
        node.tamper("DELETE FROM audit_entry WHERE id = " + FOURTH);

        assertBroken(4, Fault.ENTRY_MISSING);
    }

    @Test
    void aDeletedEntryAndItsLink() {
        node.tamper("DELETE FROM audit_entry WHERE id = " + FOURTH, "DELETE FROM audit_seal WHERE sequence = 4");

        assertBroken(4, Fault.LINK_MISSING);
    }

    @Test
    void aDeletedEntryWhosePlaceTheOthersTake() {
        node.tamper(
                "DELETE FROM audit_entry WHERE id = " + FOURTH,
                "DELETE FROM audit_seal WHERE sequence = 4",
                "UPDATE audit_seal SET sequence = sequence + 100 WHERE sequence > 4",
                "UPDATE audit_seal SET sequence = sequence - 101 WHERE sequence > 100",
                "UPDATE audit_head SET sequence = 9");

        assertBroken(4, Fault.LINK_CHANGED);
    }

    @Test
    void theBeginning() {
        node.tamper(
                "DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_seal WHERE sequence <= 3)",
                "DELETE FROM audit_seal WHERE sequence <= 3");

        assertBroken(1, Fault.LINK_MISSING);
    }

    @Test
    void theBeginningUnderACutThatNobodySigned() {
        node.tamper(
                "INSERT INTO audit_cut SELECT sequence, 'main', hash, now(), mac FROM audit_seal WHERE sequence = 3",
                "DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_seal WHERE sequence <= 3)",
                "DELETE FROM audit_seal WHERE sequence <= 3");

        assertBroken(3, Fault.CUT_FORGED);
    }

    @Test
    void entriesInAnotherOrder() {
        node.tamper(
                "CREATE TEMP TABLE swap ON COMMIT DROP AS SELECT sequence, entry_id FROM audit_seal WHERE sequence IN (4, 5)",
                "UPDATE audit_seal SET entry_id = gen_random_uuid() WHERE sequence IN (4, 5)",
                "UPDATE audit_seal s SET entry_id = swap.entry_id FROM swap WHERE s.sequence = 9 - swap.sequence");

        assertBroken(4, Fault.LINK_CHANGED);
    }

    @Test
    void anEntryThatTheApplicationDidNotWrite() {
        node.jdbc.update("INSERT INTO audit_entry (id, at, actor, action, outcome, mac)"
                + " VALUES (gen_random_uuid(), now(), 'person:p1', 'case.CONFIRMED', 'DONE', sha256('anything'))");
        node.sealer.seal();

        assertBroken(11, Fault.ENTRY_CHANGED);
    }

    @Test
    void aCopyOfAnEntry() {
        node.jdbc.update("INSERT INTO audit_entry SELECT gen_random_uuid(), tenant_id, at, actor, action, outcome,"
                + " case_number, address, details, mac FROM audit_entry WHERE id = " + FOURTH);
        node.sealer.seal();

        assertBroken(11, Fault.ENTRY_CHANGED);
    }

    @Test
    void anEntryBesideTheChain() {
        node.tamper("INSERT INTO audit_entry SELECT gen_random_uuid(), tenant_id, at, actor, action, outcome,"
                + " case_number, address, details, mac FROM audit_entry WHERE id = " + FOURTH);

        assertBroken(11, Fault.ENTRY_ASTRAY);
    }

    @Test
    void anEntryPutInBetween() {
        node.tamper(
                "UPDATE audit_seal SET sequence = sequence + 100 WHERE sequence > 4",
                "UPDATE audit_seal SET sequence = sequence - 99 WHERE sequence > 100",
                "INSERT INTO audit_entry SELECT gen_random_uuid(), tenant_id, at, 'person:other', action, outcome,"
                        + " case_number, address, details, mac FROM audit_entry WHERE id = " + FOURTH,
                "INSERT INTO audit_seal SELECT 5, 'main', id, s.hash, sha256('anything'), s.mac FROM audit_entry, audit_seal s"
                        + " WHERE actor = 'person:other' AND s.sequence = 4",
                "UPDATE audit_head SET sequence = 11");

        assertBroken(5, Fault.ENTRY_CHANGED);
    }

    @Test
    void theTail() {
        cutTail();

        assertBroken(8, Fault.END_MISSING);
    }

    @Test
    void theTailWithAnEndThatNobodySigned() {
        cutTail();
        node.tamper(
                "UPDATE audit_head h SET sequence = 7, hash = s.hash, mac = s.mac FROM audit_seal s WHERE s.sequence = 7");

        assertBroken(8, Fault.END_MISSING);
    }

    /** Whoever kept a copy of the database can put it back: what is inside cannot tell, what was published can. */
    @Test
    void anOlderStateIsFoundByItsWitness() {
        Verdict published = node.verification.verify();
        putBackSeven();

        assertThat(node.verification.verify().intact()).isTrue();
        Verdict compared = node.verification.verify(new Witness(published.sequence(), published.hash()));
        assertThat(compared.fault()).isEqualTo(Fault.OTHER_THAN_WITNESSED);
        assertThat(compared.brokenAt()).isEqualTo(8);
    }

    @Test
    void aWitnessOfTheSameChainIsContent() {
        Verdict published = node.verification.verify();
        node.write("main", "person:p", "login");
        node.sealer.seal();

        assertThat(node.verification.verify(new Witness(10, published.hash())).intact())
                .isTrue();
        assertThat(node.verification.verify(new Witness(10, "00".repeat(32))).fault())
                .isEqualTo(Fault.OTHER_THAN_WITNESSED);
    }

    @Test
    void anOlderStateIsFoundByANodeThatWasThere() {
        putBackSeven();
        node.write("main", "person:p", "login");
        node.sealer.seal();

        assertThat(node.verification.verify().fault()).isEqualTo(Fault.ALARM);
    }

    @Test
    void everything() {
        Verdict published = node.verification.verify();
        node.tamper("TRUNCATE audit_entry, audit_seal, audit_pending, audit_head, audit_cut");

        assertThat(node.verification
                        .verify(new Witness(published.sequence(), published.hash()))
                        .intact())
                .isFalse();
    }

    @Test
    void anEntryDeletedBeforeItWasLinked() {
        node.write("main", "person:p", "case.WITHDRAWN");
        node.tamper("DELETE FROM audit_entry WHERE action = 'case.WITHDRAWN'");
        node.sealer.seal();

        assertBroken(11, Fault.ENTRY_MISSING);
    }

    @Test
    void anEntryDeletedBeforeItWasLinkedWithAllTracesOfIt() {
        node.write("main", "person:p", "case.WITHDRAWN");
        node.tamper("DELETE FROM audit_entry WHERE action = 'case.WITHDRAWN'", "DELETE FROM audit_pending");
        node.sealer.seal();
        assertThat(node.verification.verify().intact()).isTrue();

        clock.plus(Duration.ofSeconds(11));
        node.sealer.seal();
        node.sealer.seal();

        assertBroken(11, Fault.ALARM);
    }

    @Test
    void nobodyWithoutTheSecretCanMakeAChain() {
        Trail other = new Trail(database, clock, "another-secret-for-tests-0123456789abcdef");

        assertThat(other.verification.verify().fault()).isEqualTo(Fault.ENTRY_CHANGED);
        assertThat(other.verification.verify().brokenAt()).isEqualTo(1);
    }

    /** The owner of the tables, with everything in place: each of these is what the tests above do without it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "UPDATE audit_entry SET actor = 'person:other'",
                "UPDATE audit_seal SET sequence = sequence + 100",
                "UPDATE audit_pending SET position = DEFAULT",
                "UPDATE audit_cut SET sequence = 1",
                "UPDATE audit_head SET sequence = sequence",
                "UPDATE audit_head SET sequence = 7",
                "DELETE FROM audit_entry",
                "DELETE FROM audit_seal",
                "DELETE FROM audit_head",
                "DELETE FROM audit_pending",
                "DELETE FROM audit_cut",
                "TRUNCATE audit_entry",
                "TRUNCATE audit_seal",
                "TRUNCATE audit_pending",
                "TRUNCATE audit_head",
                "TRUNCATE audit_cut"
            })
    void theDatabaseRefusesIt(String statement) {
        node.write("main", "person:p", "waits");
        // One that allows nothing.
        node.jdbc.update("INSERT INTO audit_cut SELECT 0, 'main', hash, now(), mac FROM audit_head");

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> node.jdbc.update(statement))
                .withMessageContaining("only ever added to");
    }

    private void cutTail() {
        node.tamper(
                "DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_seal WHERE sequence > 7)",
                "DELETE FROM audit_seal WHERE sequence > 7");
    }

    private void putBackSeven() {
        AuditRows.Link seventh = node.rows.linksAfter(6, 1).get(0);
        cutTail();
        node.tamper("DELETE FROM audit_head");
        // What a backup of that moment has.
        node.rows.head(new End(7, seventh.hash(), node.chain.sign("head", 7, seventh.hash())));
    }

    private void assertBroken(long sequence, Fault fault) {
        Verdict verdict = node.verification.verify();
        assertThat(verdict.intact()).isFalse();
        assertThat(verdict.fault()).isEqualTo(fault);
        assertThat(verdict.brokenAt()).isEqualTo(sequence);
    }
}
