package io.fairwell.privacy;

import io.fairwell.privacy.Certificate.Kind;
import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes what is personal unreadable by destroying its key, and takes away what is personal without being sealed. What was
 * decided, when, by which rule and how much was paid stays.
 */
@Component
class CaseEraser {

    private static final Map<Kind, String> COUNTED = new LinkedHashMap<>();

    static {
        COUNTED.put(Kind.CASE_FILE, "case_file");
        COUNTED.put(Kind.MESSAGE, "case_message");
        COUNTED.put(Kind.LETTER, "outbox_message");
        COUNTED.put(Kind.DISPUTE, "dispute");
        COUNTED.put(Kind.VERIFICATION, "verification");
    }

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Pseudonyms pseudonyms;

    CaseEraser(JdbcClient jdbc, Vault vault, Pseudonyms pseudonyms) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.pseudonyms = pseudonyms;
    }

    /** What one erasure does, put together. */
    static final class Tally {

        private final Map<Kind, Integer> records = new LinkedHashMap<>();
        private final List<UUID> keys = new ArrayList<>();

        void add(Kind kind, int more) {
            if (more > 0) {
                records.merge(kind, more, Integer::sum);
            }
        }

        void add(UUID key) {
            keys.add(key);
        }

        List<Certificate.Erased> erased() {
            return records.entrySet().stream()
                    .map(entry -> new Certificate.Erased(entry.getKey(), entry.getValue()))
                    .toList();
        }

        List<UUID> keys() {
            return List.copyOf(keys);
        }

        boolean isEmpty() {
            return keys.isEmpty() && records.isEmpty();
        }
    }

    /** The caller holds the case's row. */
    void erase(String tenantId, String caseNumber, String customerId, Tally tally) {
        COUNTED.forEach((kind, table) -> tally.add(kind, count(table, caseNumber)));
        vault.destroy(Owner.ofCase(tenantId, caseNumber)).ifPresent(tally::add);
        jdbc.sql("DELETE FROM verification WHERE case_number = ?")
                .param(caseNumber)
                .update();
        // Nobody can send what nobody can read.
        jdbc.sql("""
                        UPDATE outbox_message SET status = 'PARKED', last_error = 'ERASED'
                        WHERE case_number = ? AND status = 'PENDING'
                        """).param(caseNumber).update();
        jdbc.sql("DELETE FROM idempotency_record WHERE tenant_id = ? AND position(? IN location) > 0")
                .params(tenantId, caseNumber)
                .update();
        pseudonymise(tenantId, caseNumber, customerId);
    }

    private int count(String table, String caseNumber) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE case_number = ?")
                .param(caseNumber)
                .query(Integer.class)
                .single();
    }

    private void pseudonymise(String tenantId, String caseNumber, String customerId) {
        String pseudonym = pseudonyms.of(tenantId, customerId);
        jdbc.sql("""
                        UPDATE cancellation_case SET customer_id = :pseudonym,
                          body = replace(body::text, to_jsonb(:customer::text)::text, to_jsonb(:pseudonym::text)::text)::jsonb
                        WHERE case_number = :case
                        """)
                .param("pseudonym", pseudonym)
                .param("customer", customerId)
                .param("case", caseNumber)
                .update();
        jdbc.sql("""
                        UPDATE webhook_delivery
                        SET body = replace(body, to_jsonb(:customer::text)::text, to_jsonb(:pseudonym::text)::text)
                        WHERE case_number = :case
                        """)
                .param("pseudonym", pseudonym)
                .param("customer", customerId)
                .param("case", caseNumber)
                .update();
        for (String table : List.of("case_event", "case_message")) {
            jdbc.sql("UPDATE " + table + " SET actor_id = ? WHERE case_number = ? AND actor_kind = 'CUSTOMER'")
                    .params(pseudonym, caseNumber)
                    .update();
        }
    }

    /** What is known of the customer whether or not they cancel. The number stays where an agreement goes on. */
    void eraseAgreements(String tenantId, String customerId, Tally tally) {
        int erased = jdbc.sql("""
                        UPDATE subscription SET email = NULL, phone = NULL, contact_name = NULL, card_mask = NULL,
                          card_index = NULL, private_facts = NULL
                        WHERE tenant_id = ? AND customer_id = ?
                          AND num_nonnulls(email, phone, contact_name, card_mask, private_facts) > 0
                        """).params(tenantId, customerId).update();
        tally.add(Kind.AGREEMENT, erased);
        vault.destroy(Owner.ofCustomer(tenantId, customerId)).ifPresent(tally::add);
        String pseudonym = pseudonyms.of(tenantId, customerId);
        jdbc.sql(
                        "UPDATE subscription SET customer_id = ? WHERE tenant_id = ? AND customer_id = ? AND ended_on IS NOT NULL")
                .params(pseudonym, tenantId, customerId)
                .update();
        vault.rename(Owner.ofCustomer(tenantId, customerId), pseudonym);
    }
}
