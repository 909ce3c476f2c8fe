package io.fairwell.identity;

import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CaseNotFound;
import io.fairwell.cancellation.CaseNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code verification}. All of it runs in the caller's transaction. */
@Repository
class VerificationRecords {

    private static final String SELECT = "SELECT * FROM verification WHERE case_number = ?";

    private final JdbcClient jdbc;
    private final Clock clock;

    VerificationRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<VerificationRecord> find(CaseNumber number) {
        return jdbc.sql(SELECT).param(number.value()).query(this::read).optional();
    }

    /** What a customer was sent and has tried. */
    record Used(int codes, int attempts) {}

    /** In other cases of the same customer that had to do with codes since then. Card digits are not sent. */
    Used ofOtherCases(CaseNumber number, Instant since) {
        return jdbc.sql("""
                        SELECT coalesce(sum(1 + v.resends) FILTER (WHERE v.valid_until IS NOT NULL), 0) AS codes,
                               coalesce(sum(v.attempts), 0) AS attempts
                        FROM cancellation_case this
                        JOIN cancellation_case other ON other.tenant_id = this.tenant_id
                         AND other.customer_id = this.customer_id AND other.case_number <> this.case_number
                        JOIN verification v ON v.case_number = other.case_number
                        WHERE this.case_number = :number AND v.updated_at > :since
                        """)
                .param("number", number.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Used(row.getInt("codes"), row.getInt("attempts")))
                .single();
    }

    /** Holds the row until the transaction ends, so that no two attempts are counted as one. */
    Optional<VerificationRecord> lock(CaseNumber number) {
        return jdbc.sql(SELECT + " FOR UPDATE")
                .param(number.value())
                .query(this::read)
                .optional();
    }

    /**
     * What was expected or entered before no longer counts; attempts do.
     *
     * @param validUntil null where it does not expire
     * @throws CaseNotFound when there is none
     */
    void expect(CaseNumber number, byte[] hash, @Nullable Instant validUntil) {
        int rows = jdbc.sql("""
                        INSERT INTO verification (case_number, tenant_id, expected_hash, valid_until, updated_at)
                        SELECT case_number, tenant_id, :hash, :validUntil, :now FROM cancellation_case
                        WHERE case_number = :number
                        ON CONFLICT (case_number) DO UPDATE
                        SET expected_hash = excluded.expected_hash, valid_until = excluded.valid_until,
                            entered_hash = NULL, entered_at = NULL, updated_at = excluded.updated_at
                        """)
                .param("number", number.value())
                .param("hash", hash)
                .param(
                        "validUntil",
                        validUntil == null ? null : validUntil.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", now())
                .update();
        if (rows == 0) {
            throw new CaseNotFound(number.value());
        }
    }

    void enter(CaseNumber number, byte[] hash, Actor by) {
        jdbc.sql("""
                        UPDATE verification
                        SET entered_hash = :hash, entered_at = :now, last_actor = :by, updated_at = :now
                        WHERE case_number = :number
                        """)
                .param("hash", hash)
                .param("now", now())
                .param("by", text(by))
                .param("number", number.value())
                .update();
    }

    /** Uses up the entry; a code that was correct, or that nobody may try any more, is forgotten with it. */
    void checked(CaseNumber number, int attempts, CheckResult result) {
        boolean over = result == CheckResult.CORRECT || result == CheckResult.EXHAUSTED;
        jdbc.sql("""
                        UPDATE verification
                        SET attempts = :attempts, last_result = :result, entered_hash = NULL, entered_at = NULL,
                            expected_hash = CASE WHEN :over THEN NULL ELSE expected_hash END, updated_at = :now
                        WHERE case_number = :number
                        """)
                .param("attempts", attempts)
                .param("result", result.name())
                .param("over", over)
                .param("now", now())
                .param("number", number.value())
                .update();
    }

    void countResend(CaseNumber number, Actor by) {
        jdbc.sql("""
                        UPDATE verification SET resends = resends + 1, last_actor = :by, updated_at = :now
                        WHERE case_number = :number
                        """)
                .param("by", text(by))
                .param("now", now())
                .param("number", number.value())
                .update();
    }

    private VerificationRecord read(ResultSet row, int index) throws SQLException {
        String result = row.getString("last_result");
        return new VerificationRecord(
                row.getBytes("expected_hash"),
                instant(row.getTimestamp("valid_until")),
                row.getBytes("entered_hash"),
                instant(row.getTimestamp("entered_at")),
                row.getInt("attempts"),
                row.getInt("resends"),
                result == null ? null : CheckResult.valueOf(result));
    }

    private static String text(Actor actor) {
        return actor.kind() + ":" + actor.id();
    }

    private static @Nullable Instant instant(@Nullable Timestamp value) {
        return value == null ? null : value.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
