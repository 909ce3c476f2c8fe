package io.fairwell.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What stood readable in the database before there were keys. */
class SealPersonalDataTest {

    private static final String NUMBER = "FW-20260101-AAAAAA";
    private static final Owner CASE = Owner.ofCase("main", NUMBER);
    private static final Owner CUSTOMER = Owner.ofCustomer("main", "cust-1");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.create());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final MasterKeys masters =
            new MasterKeys("a-secret-for-tests-only-0123456789abcdef", new VaultProperties(null, Map.of()));
    private final Vault vault = new Vault(jdbc, masters, CLOCK);

    @Test
    void isSealedWhereItStands() {
        flyway().target("12").load().migrate();
        given();

        flyway().target("13.1")
                .javaMigrations(new SealPersonalData(masters, CLOCK))
                .load()
                .migrate();

        for (String table : List.of(
                "case_file", "case_message", "outbox_message", "dispute", "subscription", "cancellation_case")) {
            assertThat(rows(table))
                    .as(table)
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row)
                            .doesNotContainIgnoringCase("canary")
                            .doesNotContain("63616e617279", "622588"));
        }
        assertThat(vault.open(CASE, "case_file.email", text("case_file", "email")))
                .isEqualTo("canary@example.org");
        assertThat(text("case_file", "phone")).isNull();
        assertThat(vault.open(CASE, "case_message.text", text("case_message", "text")))
                .isEqualTo("canary text");
        assertThat(vault.open(CASE, "case_message.content", bytes("case_message", "content")))
                .isEqualTo("canary".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(vault.open(CASE, "outbox_message.html", text("outbox_message", "html")))
                .isEqualTo("<p>canary");
        assertThat(text("outbox_message", "text")).isEmpty();
        assertThat(vault.open(CASE, "dispute.claim_text", text("dispute", "claim_text")))
                .isEqualTo("canary claim");
        assertThat(vault.open(
                        CASE,
                        "cancellation_case.refund.reason",
                        jdbc.sql("SELECT body #>> '{refund,reason}' FROM cancellation_case")
                                .query(String.class)
                                .single()))
                .isEqualTo("canary reason");
        assertThat(vault.open(CUSTOMER, "subscription.contact_name", text("subscription", "contact_name")))
                .isEqualTo("Canary Name");
        assertThat(vault.open(CUSTOMER, "subscription.private_facts", text("subscription", "private_facts")))
                .contains("canary-member", "canary-pi");
        assertThat(text("subscription", "card_index")).isEqualTo(vault.index("subscription.card\nmain\nplan", "1234"));
        assertThat(text("subscription", "facts")).contains("vip-term").doesNotContain("subAccounts");
        assertThat(rows("idempotency_record")).isEmpty();
    }

    private void given() {
        jdbc.sql("""
                INSERT INTO cancellation_case (case_number, subscription_id, customer_id, status, declared_at, updated_at, body)
                VALUES (?, 'sub-1', 'cust-1', 'COMPLETED', now(), now(), '{"refund":{"reason":"canary reason"},"identity":{}}')
                """).param(NUMBER).update();
        jdbc.sql(
                        "INSERT INTO case_file (case_number, email, callback_url) VALUES (?, 'canary@example.org', 'https://canary/')")
                .param(NUMBER)
                .update();
        jdbc.sql("""
                INSERT INTO case_message (case_number, direction, actor_kind, actor_id, at, text, file_name, content)
                VALUES (?, 'FROM_CUSTOMER', 'CUSTOMER', 'cust-1', now(), 'canary text', 'canary.txt', 'canary'::bytea)
                """).param(NUMBER).update();
        jdbc.sql("""
                INSERT INTO outbox_message (case_number, kind, step, channel, recipient, locale, subject, html, text,
                  message_id, status, next_attempt_at, created_at)
                VALUES (?, 'RECEIPT', 'declared', 'EMAIL', 'canary@example.org', 'en', 'canary', '<p>canary', '', 'm',
                  'SENT', now(), now())
                """).param(NUMBER).update();
        jdbc.sql("""
                INSERT INTO dispute (case_number, number, about, state, payment, received_at, claim_text)
                VALUES (?, 1, 'REFUND', 'RECEIVED', 'NONE', now(), 'canary claim')
                """).param(NUMBER).update();
        jdbc.sql("""
                INSERT INTO subscription (id, customer_id, plan_id, auto_renew, search_text, facts, updated_at, email,
                  contact_name, card_mask)
                VALUES ('sub-1', 'cust-1', 'plan', true, 'sub-1',
                  '{"terms":"vip-term","subAccounts":["canary-member"],"paymentReference":"canary-pi"}', now(),
                  'canary@example.org', 'Canary Name', '622588XXXXXX1234')
                """).update();
        jdbc.sql(
                        "INSERT INTO idempotency_record VALUES ('main', 'c', 'k', now(), '', 200, null, null, 'canary'::bytea)")
                .update();
    }

    private List<String> rows(String table) {
        return jdbc.sql("SELECT t::text FROM " + table + " t")
                .query(String.class)
                .list();
    }

    private String text(String table, String column) {
        return jdbc.sql("SELECT " + column + "::text FROM " + table)
                .query(String.class)
                .list()
                .get(0);
    }

    private byte[] bytes(String table, String column) {
        return jdbc.sql("SELECT " + column + " FROM " + table)
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(database).locations("classpath:db/migration");
    }
}
