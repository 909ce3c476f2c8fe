package io.fairwell.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Seals what stood readable in the database before there were keys. Knows the tables as they were then, whatever becomes
 * of them. Runs once, in one transaction, while all other nodes wait.
 */
final class SealPersonalData implements JavaMigration {

    private static final int BATCH = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MasterKeys masters;
    private final Clock clock;

    SealPersonalData(MasterKeys masters, Clock clock) {
        this.masters = masters;
        this.clock = clock;
    }

    /** @param id column that tells rows apart, and their order */
    private record OfCases(String table, String id, List<String> texts, List<String> bytes) {}

    private static final List<OfCases> CASES = List.of(
            new OfCases(
                    "case_file",
                    "case_number",
                    List.of("email", "phone", "name", "reason_comment", "callback_url", "external_reference"),
                    List.of()),
            new OfCases("case_message", "id", List.of("text", "file_name"), List.of("content")),
            new OfCases("outbox_message", "id", List.of("recipient", "subject", "html", "text"), List.of()),
            new OfCases("dispute", "number", List.of("claim_text", "reason", "legal_basis"), List.of()));

    @Override
    public void migrate(Context context) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
        Vault vault = new Vault(jdbc, masters, clock);
        CASES.forEach(table -> sealOfCases(jdbc, vault, table));
        sealDecisions(jdbc, vault);
        sealSubscriptions(jdbc, vault);
        // Copies of answers, good for 30 days: a repetition within them is a request like any other.
        jdbc.sql("DELETE FROM idempotency_record").update();
    }

    private static void sealOfCases(JdbcClient jdbc, Vault vault, OfCases table) {
        List<String> cases = jdbc.sql("SELECT DISTINCT tenant_id || ' ' || case_number FROM " + table.table())
                .query(String.class)
                .list();
        for (String of : cases) {
            int blank = of.lastIndexOf(' ');
            Owner owner = Owner.ofCase(of.substring(0, blank), of.substring(blank + 1));
            Vault.Sealer sealer = vault.sealer(owner);
            for (String column : table.texts()) {
                sealTexts(jdbc, sealer, owner, table, column);
            }
            for (String column : table.bytes()) {
                sealBytes(jdbc, sealer, owner, table, column);
            }
        }
    }

    private static void sealTexts(JdbcClient jdbc, Vault.Sealer sealer, Owner owner, OfCases table, String column) {
        record Row(String id, String text) {}
        String where = " FROM %s WHERE case_number = ? AND %s IS NOT NULL".formatted(table.table(), column);
        jdbc.sql("SELECT %s::text, %s".formatted(table.id(), column) + where)
                .param(owner.id())
                .query((row, n) -> new Row(row.getString(1), row.getString(2)))
                .list()
                .forEach(row -> jdbc.sql("UPDATE %s SET %s = ? WHERE case_number = ? AND %s::text = ?"
                                .formatted(table.table(), column, table.id()))
                        .params(sealer.seal(table.table() + "." + column, row.text()), owner.id(), row.id())
                        .update());
    }

    private static void sealBytes(JdbcClient jdbc, Vault.Sealer sealer, Owner owner, OfCases table, String column) {
        List<String> ids = jdbc.sql("SELECT %s::text FROM %s WHERE case_number = ? AND %s IS NOT NULL"
                        .formatted(table.id(), table.table(), column))
                .param(owner.id())
                .query(String.class)
                .list();
        for (String id : ids) {
            byte[] plain = Objects.requireNonNull(jdbc.sql("SELECT %s FROM %s WHERE case_number = ? AND %s::text = ?"
                            .formatted(column, table.table(), table.id()))
                    .params(owner.id(), id)
                    .query((row, n) -> row.getBytes(1))
                    .single());
            jdbc.sql("UPDATE %s SET %s = ? WHERE case_number = ? AND %s::text = ?"
                            .formatted(table.table(), column, table.id()))
                    .params(sealer.seal(table.table() + "." + column, plain), owner.id(), id)
                    .update();
        }
    }

    /** What reviewers wrote stands in the document of the case. */
    private static void sealDecisions(JdbcClient jdbc, Vault vault) {
        record Row(String tenant, String number, String body) {}
        List<Row> rows = jdbc.sql("""
                        SELECT tenant_id, case_number, body::text FROM cancellation_case
                        WHERE body #>> '{refund,reason}' IS NOT NULL OR body #>> '{identity,note}' IS NOT NULL
                        """)
                .query((row, n) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
                .list();
        for (Row row : rows) {
            Vault.Sealer sealer = vault.sealer(Owner.ofCase(row.tenant(), row.number()));
            ObjectNode body = object(row.body());
            seal(sealer, body.path("refund"), "reason", "cancellation_case.refund.reason");
            seal(sealer, body.path("identity"), "note", "cancellation_case.identity.note");
            jdbc.sql("UPDATE cancellation_case SET body = ?::jsonb WHERE case_number = ?")
                    .params(body.toString(), row.number())
                    .update();
        }
    }

    private static void seal(
            Vault.Sealer sealer, com.fasterxml.jackson.databind.JsonNode part, String field, String column) {
        if (part instanceof ObjectNode object && object.path(field).isTextual()) {
            object.put(field, sealer.seal(column, object.path(field).textValue()));
        }
    }

    private static void sealSubscriptions(JdbcClient jdbc, Vault vault) {
        record Id(String tenant, String id) {}
        @Nullable Id after = new Id("", "");
        while (after != null) {
            List<Id> batch = jdbc.sql(
                            "SELECT tenant_id, id FROM subscription WHERE (tenant_id, id) > (?, ?) ORDER BY 1, 2 LIMIT ?")
                    .params(after.tenant(), after.id(), BATCH)
                    .query((row, n) -> new Id(row.getString(1), row.getString(2)))
                    .list();
            batch.forEach(one -> sealSubscription(jdbc, vault, one.tenant(), one.id()));
            after = batch.isEmpty() ? null : batch.get(batch.size() - 1);
        }
    }

    private static void sealSubscription(JdbcClient jdbc, Vault vault, String tenant, String id) {
        record Row(
                String customer,
                String plan,
                @Nullable String email,
                @Nullable String phone,
                @Nullable String name,
                @Nullable String card,
                String facts) {}
        Row row = jdbc.sql("""
                        SELECT customer_id, plan_id, email, phone, contact_name, card_mask, facts::text FROM subscription
                        WHERE tenant_id = ? AND id = ?
                        """)
                .params(tenant, id)
                .query((r, n) -> new Row(
                        r.getString(1),
                        r.getString(2),
                        r.getString(3),
                        r.getString(4),
                        r.getString(5),
                        r.getString(6),
                        r.getString(7)))
                .single();
        Vault.Sealer sealer = vault.sealer(Owner.ofCustomer(tenant, row.customer()));
        ObjectNode facts = object(row.facts());
        ObjectNode apart = JSON.createObjectNode();
        for (String field : List.of("subAccounts", "paymentReference", "mandateReference")) {
            apart.set(field, facts.remove(field));
        }
        jdbc.sql("""
                        UPDATE subscription SET email = ?, phone = ?, contact_name = ?, card_mask = ?, card_index = ?,
                          private_facts = ?, facts = ?::jsonb
                        WHERE tenant_id = ? AND id = ?
                        """)
                .params(
                        sealer.seal("subscription.email", row.email()),
                        sealer.seal("subscription.phone", row.phone()),
                        sealer.seal("subscription.contact_name", row.name()),
                        sealer.seal("subscription.card_mask", row.card()),
                        cardIndex(vault, tenant, row.plan(), row.card()),
                        sealer.seal("subscription.private_facts", apart.toString()),
                        facts.toString(),
                        tenant,
                        id)
                .update();
    }

    private static @Nullable String cardIndex(Vault vault, String tenant, String plan, @Nullable String card) {
        return card == null
                ? null
                : vault.index(
                        "subscription.card\n" + tenant + "\n" + plan, card.substring(Math.max(0, card.length() - 4)));
    }

    private static ObjectNode object(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document cannot be read", e);
        }
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("13.1");
    }

    @Override
    public String getDescription() {
        return "seal personal data";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
