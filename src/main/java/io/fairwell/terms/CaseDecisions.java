package io.fairwell.terms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.CaseNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the decision tables said in the course of a case. */
@Repository
public class CaseDecisions {

    private static final String SELECT = "SELECT decision, version, rule, outputs FROM case_decision ";
    private static final TypeReference<Map<String, Object>> OUTPUTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    CaseDecisions(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps a decision; a repetition of what the case's last decision of that table said is not written again. */
    public void record(CaseNumber number, Decision decision) {
        String outputs = write(decision.outputs());
        jdbc.sql("""
                        INSERT INTO case_decision (tenant_id, case_number, decision, version, rule, outputs, recorded_at)
                        SELECT c.tenant_id, c.case_number, :decision, :version, :rule, :outputs::jsonb, :now
                        FROM cancellation_case c WHERE c.case_number = :number AND NOT EXISTS (
                          SELECT 1 FROM (SELECT * FROM case_decision d WHERE d.case_number = :number
                                           AND d.decision = :decision ORDER BY d.id DESC LIMIT 1) last
                          WHERE last.version = :version AND last.rule = :rule AND last.outputs = :outputs::jsonb)
                        """)
                .param("number", number.value())
                .param("decision", decision.decision())
                .param("version", decision.version())
                .param("rule", decision.rule())
                .param("outputs", outputs)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Decision> latest(CaseNumber number, String decision) {
        return jdbc.sql(SELECT + "WHERE case_number = ? AND decision = ? ORDER BY id DESC LIMIT 1")
                .param(number.value())
                .param(decision)
                .query(this::read)
                .optional();
    }

    /** @return in the order in which they were made */
    public List<Decision> all(CaseNumber number) {
        return jdbc.sql(SELECT + "WHERE case_number = ? ORDER BY id")
                .param(number.value())
                .query(this::read)
                .list();
    }

    private Decision read(ResultSet row, int index) throws SQLException {
        try {
            return new Decision(
                    row.getString("decision"),
                    row.getInt("version"),
                    row.getString("rule"),
                    json.readValue(row.getString("outputs"), OUTPUTS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored decision cannot be read", e);
        }
    }

    private String write(Map<String, Object> outputs) {
        try {
            return json.writeValueAsString(outputs);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
