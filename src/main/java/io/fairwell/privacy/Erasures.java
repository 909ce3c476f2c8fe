package io.fairwell.privacy;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.privacy.CaseEraser.Tally;
import io.fairwell.privacy.Certificate.Kept;
import io.fairwell.privacy.Certificate.Occasion;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Erases customers who ask for it, and cases whose time is over. */
@Service
public class Erasures {

    private static final List<String> LEGAL_BASIS = List.of("GDPR-17", "PIPL-47");
    private static final String SYSTEM = "fairwell";

    private final JdbcClient jdbc;
    private final CaseEraser eraser;
    private final Retention retention;
    private final Obstacles obstacles;
    private final Certificates certificates;
    private final Pseudonyms pseudonyms;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Erasures(
            JdbcClient jdbc,
            CaseEraser eraser,
            Retention retention,
            Obstacles obstacles,
            Certificates certificates,
            Pseudonyms pseudonyms,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.jdbc = jdbc;
        this.eraser = eraser;
        this.retention = retention;
        this.obstacles = obstacles;
        this.certificates = certificates;
        this.pseudonyms = pseudonyms;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** @param isNew false where there was nothing left to erase, and the certificate is that of the last time */
    public record Outcome(StoredCertificate certificate, boolean isNew) {}

    /**
     * Erases what no law demands to keep; the rest is restricted, and erased when its time is over.
     *
     * @throws CustomerUnknown when nothing is known of the customer
     * @throws ErasureBlocked while a case, a refund or a dispute of the customer is open
     */
    @Transactional
    public Outcome erase(String tenantId, String customerId, String by) {
        lock(tenantId, customerId);
        List<String> cases = casesOf(tenantId, customerId);
        List<StoredCertificate> earlier = of(tenantId, customerId);
        if (earlier.isEmpty() && !isKnown(tenantId, customerId)) {
            throw new CustomerUnknown();
        }
        List<Obstacle> blocking = obstacles.of(cases);
        if (!blocking.isEmpty()) {
            throw new ErasureBlocked(blocking);
        }
        List<Kept> kept = new ArrayList<>();
        List<String> due = new ArrayList<>();
        for (String number : cases) {
            Kept of = kept(number);
            if (of.until().isAfter(today())) {
                kept.add(of);
            } else {
                due.add(number);
            }
        }
        Tally tally = new Tally();
        due.forEach(number -> eraser.erase(tenantId, number, customerId, tally));
        eraser.eraseAgreements(tenantId, customerId, tally);
        if (tally.isEmpty() && !earlier.isEmpty()) {
            return new Outcome(earlier.get(earlier.size() - 1), false);
        }
        StoredCertificate issued = issue(tenantId, customerId, Occasion.REQUEST, tally, kept);
        due.forEach(number -> retention.erased(number, issued.certificate().id()));
        publish(tenantId, issued, null, by);
        return new Outcome(issued, true);
    }

    /**
     * Erases a case at the end of the time it was kept for, and the customer with the last of their cases, where none of
     * their agreements goes on.
     *
     * @return false where something still needs the data: try again later
     */
    @Transactional
    public boolean erase(CaseNumber number) {
        record Row(String tenant, String customer) {}
        Row of = jdbc.sql("SELECT tenant_id, customer_id FROM cancellation_case WHERE case_number = ? FOR UPDATE")
                .param(number.value())
                .query((row, n) -> new Row(row.getString(1), row.getString(2)))
                .single();
        if (retention.kept(number.value()).isEmpty()) {
            return true;
        }
        if (!obstacles.of(List.of(number.value())).isEmpty()) {
            return false;
        }
        Tally tally = new Tally();
        eraser.erase(of.tenant(), number.value(), of.customer(), tally);
        if (casesOf(of.tenant(), of.customer()).isEmpty() && !hasLiveAgreements(of.tenant(), of.customer())) {
            eraser.eraseAgreements(of.tenant(), of.customer(), tally);
        }
        StoredCertificate issued = issue(of.tenant(), of.customer(), Occasion.RETENTION_ENDED, tally, List.of());
        retention.erased(number.value(), issued.certificate().id());
        publish(of.tenant(), issued, number.value(), SYSTEM);
        return true;
    }

    /** @return certificates of this customer, oldest first */
    public List<StoredCertificate> of(String tenantId, String customerId) {
        return certificates.of(tenantId, pseudonyms.of(tenantId, customerId));
    }

    /** @throws CustomerUnknown when nothing is known of the customer and nothing was ever erased */
    @Transactional(readOnly = true)
    public List<StoredCertificate> list(String tenantId, String customerId) {
        List<StoredCertificate> found = of(tenantId, customerId);
        if (found.isEmpty() && !isKnown(tenantId, customerId)) {
            throw new CustomerUnknown();
        }
        return found;
    }

    private boolean isKnown(String tenantId, String customerId) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM subscription WHERE tenant_id = :tenant AND customer_id = :customer)
                          OR EXISTS (SELECT FROM cancellation_case WHERE tenant_id = :tenant AND customer_id = :customer)
                        """)
                .param("tenant", tenantId)
                .param("customer", customerId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Does again what a restored backup has undone: finishes what goes with keys that are marked as destroyed.
     *
     * @return how many cases
     */
    @Transactional
    public int finishDestroyed() {
        List<CaseNumber> unfinished = jdbc.sql("""
                        SELECT k.subject FROM data_key k JOIN case_retention r ON r.case_number = k.subject
                        WHERE k.kind = 'CASE' AND k.wrapped IS NULL AND r.erased_at IS NULL
                        """)
                .query((row, n) -> new CaseNumber(row.getString(1)))
                .list();
        unfinished.forEach(this::erase);
        record Customer(String tenant, String id) {}
        jdbc.sql("""
                        SELECT tenant_id, subject FROM data_key k WHERE kind = 'CUSTOMER' AND wrapped IS NULL
                          AND subject NOT LIKE 'erased-%' AND NOT EXISTS (
                            SELECT FROM data_key live WHERE live.tenant_id = k.tenant_id AND live.kind = k.kind
                              AND live.subject = k.subject AND live.wrapped IS NOT NULL)
                        """)
                .query((row, n) -> new Customer(row.getString(1), row.getString(2)))
                .list()
                .forEach(customer -> eraser.eraseAgreements(customer.tenant(), customer.id(), new Tally()));
        return unfinished.size();
    }

    private StoredCertificate issue(
            String tenantId, String customerId, Occasion occasion, Tally tally, List<Kept> kept) {
        return certificates.add(
                tenantId,
                new Certificate(
                        UUID.randomUUID(),
                        occasion,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        pseudonyms.of(tenantId, customerId),
                        LEGAL_BASIS,
                        tally.erased(),
                        kept,
                        tally.keys()));
    }

    private void publish(String tenantId, StoredCertificate issued, @Nullable String caseNumber, String by) {
        publisher.publishEvent(
                new PersonalDataErased(tenantId, issued.certificate().id(), caseNumber, by));
    }

    /** A case that ended without having been restricted is restricted now. */
    private Kept kept(String number) {
        return retention.kept(number).orElseGet(() -> {
            retention.restrict(new CaseNumber(number));
            return retention.kept(number).orElseThrow();
        });
    }

    /** Erasing one customer twice at the same time would issue two certificates. */
    private void lock(String tenantId, String customerId) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("erasure\n" + tenantId + "\n" + customerId)
                .query((row, n) -> n)
                .list();
    }

    /** Their rows are held, so that nobody opens a dispute meanwhile. */
    private List<String> casesOf(String tenantId, String customerId) {
        return jdbc.sql("SELECT case_number FROM cancellation_case WHERE tenant_id = ? AND customer_id = ?"
                        + " ORDER BY case_number FOR UPDATE")
                .params(tenantId, customerId)
                .query(String.class)
                .list();
    }

    private boolean hasLiveAgreements(String tenantId, String customerId) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT FROM subscription WHERE tenant_id = ? AND customer_id = ? AND ended_on IS NULL)")
                .params(tenantId, customerId)
                .query(Boolean.class)
                .single();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
