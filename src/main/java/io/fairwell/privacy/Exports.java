package io.fairwell.privacy;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hands out what is known of a customer, before and after an erasure. */
@Service
public class Exports {

    private static final Map<PersonalData.Of, String> OF = Map.of(
            PersonalData.Of.CUSTOMER, "t.tenant_id = :tenant AND t.customer_id IN (:customers)",
            PersonalData.Of.CASE, """
                            t.case_number IN (SELECT c.case_number FROM cancellation_case c
                              WHERE c.tenant_id = :tenant AND c.customer_id IN (:customers))""",
            PersonalData.Of.SUBSCRIPTION, """
                            t.tenant_id = :tenant AND t.subscription_id IN (
                              SELECT s.id FROM subscription s WHERE s.tenant_id = :tenant AND s.customer_id IN (:customers)
                              UNION SELECT c.subscription_id FROM cancellation_case c
                              WHERE c.tenant_id = :tenant AND c.customer_id IN (:customers))""");

    private final JdbcClient jdbc;
    private final ExportRows rows;
    private final Erasures erasures;
    private final Pseudonyms pseudonyms;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Exports(
            JdbcClient jdbc,
            ExportRows rows,
            Erasures erasures,
            Pseudonyms pseudonyms,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.erasures = erasures;
        this.pseudonyms = pseudonyms;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** @throws CustomerUnknown when nothing is known of the customer */
    @Transactional
    public Export of(String tenantId, String customerId, String by) {
        List<String> customers = List.of(customerId, pseudonyms.of(tenantId, customerId));
        Map<String, List<Map<String, @Nullable Object>>> records = new LinkedHashMap<>();
        for (PersonalData.Table table : PersonalData.TABLES) {
            List<Map<String, @Nullable Object>> found = jdbc.sql("SELECT t.* FROM " + table.name() + " t WHERE "
                            + OF.get(table.of()) + " ORDER BY t." + table.order())
                    .param("tenant", tenantId)
                    .param("customers", customers)
                    .query(rows.of(table))
                    .list();
            records.put(table.name(), found);
        }
        List<StoredCertificate> certificates = erasures.of(tenantId, customerId);
        if (certificates.isEmpty() && records.values().stream().allMatch(List::isEmpty)) {
            throw new CustomerUnknown();
        }
        publisher.publishEvent(new PersonalDataExported(tenantId, customerId, by));
        return new Export(customerId, clock.instant(), records, certificates);
    }

    /** Keeps {@link UUID} and the like out of the export: what is no document is a text. */
    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
