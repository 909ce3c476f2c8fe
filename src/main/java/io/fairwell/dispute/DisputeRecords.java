package io.fairwell.dispute;

import io.fairwell.cancellation.Awaiting.Who;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.dispute.Dispute.Turn;
import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Table {@code dispute}. All of it runs in the caller's transaction, which holds the lock of the case. What people wrote
 * is sealed with the case's key.
 */
@Repository
class DisputeRecords {

    private final JdbcClient jdbc;
    private final Vault vault;

    DisputeRecords(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** @return the disputes of a case, oldest first */
    List<Dispute> of(CaseNumber number) {
        return jdbc.sql("SELECT * FROM dispute WHERE case_number = ? ORDER BY number")
                .param(number.value())
                .query(this::read)
                .list();
    }

    void add(Dispute added) {
        Claim claim = added.claim();
        Money amount = claim.amount();
        jdbc.sql("""
                        INSERT INTO dispute (tenant_id, case_number, number, about, claim_text, claimed_minor, currency,
                                             charged_on, state, payment, received_at)
                        VALUES (:tenant, :case, :number, :about, :text, :claimed, :currency, :chargedOn, :state, :payment, :at)
                        """)
                .param("tenant", added.tenantId())
                .param("case", added.caseNumber().value())
                .param("number", added.number())
                .param("about", claim.about().name())
                .param("text", vault.sealer(owner(added)).seal("dispute.claim_text", claim.text()))
                .param("claimed", amount == null ? null : amount.getAmountMinorLong())
                .param(
                        "currency",
                        amount == null ? null : amount.getCurrencyUnit().getCode())
                .param("chargedOn", claim.chargedOn())
                .param("state", added.state().name())
                .param("payment", added.payment().name())
                .param("at", timestamp(added.receivedAt()))
                .update();
    }

    /** Everything but the claim, which never changes. */
    void update(Dispute changed) {
        Turn turn = changed.turn();
        Answer answer = changed.answer();
        jdbc.sql("""
                        UPDATE dispute
                        SET state = :state, awaited_from = :who, awaited_until = :until, outcome = :outcome,
                            granted_minor = :granted, currency = coalesce(currency, :currency), reason = :reason,
                            legal_basis = :legalBasis, proposed_by = :proposedBy, decided_by = :decidedBy,
                            payment = :payment, eta = :eta, answered_at = :answeredAt
                        WHERE case_number = :case AND number = :number
                        """)
                .param("state", changed.state().name())
                .param("who", turn == null ? null : turn.who().name())
                .param("until", turn == null ? null : timestamp(turn.until()))
                .param("outcome", answer == null ? null : answer.outcome().name())
                .param("granted", answer == null ? null : answer.granted().getAmountMinorLong())
                .param(
                        "currency",
                        answer == null
                                ? null
                                : answer.granted().getCurrencyUnit().getCode())
                .param(
                        "reason",
                        answer == null ? null : vault.sealer(owner(changed)).seal("dispute.reason", answer.reason()))
                .param(
                        "legalBasis",
                        answer == null
                                ? null
                                : vault.sealer(owner(changed)).seal("dispute.legal_basis", answer.legalBasis()))
                .param("proposedBy", changed.proposedBy())
                .param("decidedBy", changed.decidedBy())
                .param("payment", changed.payment().name())
                .param("eta", changed.eta())
                .param("answeredAt", timestamp(changed.answeredAt()))
                .param("case", changed.caseNumber().value())
                .param("number", changed.number())
                .update();
    }

    private Dispute read(ResultSet row, int index) throws SQLException {
        String who = row.getString("awaited_from");
        return new Dispute(
                row.getString("tenant_id"),
                new CaseNumber(row.getString("case_number")),
                row.getInt("number"),
                new Claim(
                        Claim.About.valueOf(row.getString("about")),
                        vault.open(owner(row), "dispute.claim_text", row.getString("claim_text")),
                        money(row, "claimed_minor"),
                        row.getObject("charged_on", LocalDate.class)),
                Dispute.State.valueOf(row.getString("state")),
                who == null ? null : new Turn(Who.valueOf(who), instant(row, "awaited_until")),
                answer(row),
                row.getString("proposed_by"),
                row.getString("decided_by"),
                Dispute.Payment.valueOf(row.getString("payment")),
                row.getObject("eta", LocalDate.class),
                row.getTimestamp("received_at").toInstant(),
                instant(row, "answered_at"));
    }

    private @Nullable Answer answer(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        Money granted = money(row, "granted_minor");
        return outcome == null || granted == null
                ? null
                : new Answer(
                        Answer.Outcome.valueOf(outcome),
                        granted,
                        vault.open(owner(row), "dispute.reason", row.getString("reason")),
                        vault.open(owner(row), "dispute.legal_basis", row.getString("legal_basis")));
    }

    private static Owner owner(Dispute dispute) {
        return Owner.ofCase(dispute.tenantId(), dispute.caseNumber().value());
    }

    private static Owner owner(ResultSet row) throws SQLException {
        return Owner.ofCase(row.getString("tenant_id"), row.getString("case_number"));
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        long minor = row.getLong(column);
        return row.wasNull() ? null : Money.ofMinor(CurrencyUnit.of(row.getString("currency")), minor);
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
