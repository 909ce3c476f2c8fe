package io.fairwell.cancellation;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cases as they are stored: what is searched for in columns, the rest as one JSON document, the timeline line by
 * line. A change holds a row lock on its case until the transaction ends, so two changes of one case never overlap.
 * Readers have a transaction too: a key is read on the connection that the rows come from.
 */
@Repository
public class CancellationCases {

    private static final String SELECT = "SELECT body FROM cancellation_case ";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final SealedWords words;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    CancellationCases(
            JdbcClient jdbc, ObjectMapper json, Vault vault, ApplicationEventPublisher publisher, Clock clock) {
        this.jdbc = jdbc;
        this.words = new SealedWords(vault);
        this.publisher = publisher;
        // The events live in a table of their own, and what can be worked out is not stored.
        this.json = json.copy()
                .addMixIn(CancellationCase.class, WithoutEvents.class)
                .setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE);
        this.clock = clock;
    }

    @JsonIgnoreProperties(value = "newEvents", ignoreUnknown = true)
    private interface WithoutEvents {}

    /** @throws AlreadyCancelling when the subscription has an open case */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(CancellationCase added) {
        int rows = jdbc.sql("""
                        INSERT INTO cancellation_case
                          (case_number, tenant_id, subscription_id, customer_id, status, declared_at, updated_at, ended_at, body)
                        VALUES (:number, :tenant, :subscription, :customer, :status, :declaredAt, :now, NULL, :body::jsonb)
                        ON CONFLICT (tenant_id, subscription_id) WHERE ended_at IS NULL DO NOTHING
                        """)
                .param("number", added.number().value())
                .param("tenant", added.tenantId())
                .param("subscription", added.request().subscriptionId())
                .param("customer", added.request().customerId())
                .param("status", added.status().name())
                .param("declaredAt", timestamp(added.request().declaredAt()))
                .param("now", timestamp(clock.instant()))
                .param("body", document(added))
                .update();
        if (rows == 0) {
            throw new AlreadyCancelling(
                    findOpen(added.tenantId(), added.request().subscriptionId())
                            .orElseThrow()
                            .number());
        }
        append(added);
    }

    @Transactional(readOnly = true)
    public Optional<CancellationCase> find(CaseNumber number) {
        return jdbc.sql(SELECT + "WHERE case_number = ?")
                .param(number.value())
                .query(this::read)
                .optional();
    }

    /** @throws CaseNotFound when there is none */
    @Transactional(readOnly = true)
    public CancellationCase get(CaseNumber number) {
        return find(number).orElseThrow(() -> new CaseNotFound(number.value()));
    }

    /** @throws CaseNotFound when there is none, or it belongs to another tenant */
    @Transactional(readOnly = true)
    public CancellationCase get(String tenantId, String number) {
        return find(tenantId, number).orElseThrow(() -> new CaseNotFound(number));
    }

    /** Another tenant's case is not even read, so that finding none takes as long as there being none. */
    public Optional<CancellationCase> find(String tenantId, String number) {
        return CaseNumber.parse(number)
                .flatMap(parsed -> jdbc.sql(SELECT + "WHERE case_number = ? AND tenant_id = ?")
                        .param(parsed.value())
                        .param(tenantId)
                        .query(this::read)
                        .optional());
    }

    @Transactional(readOnly = true)
    public Optional<CancellationCase> findOpen(String tenantId, String subscriptionId) {
        return jdbc.sql(SELECT + "WHERE tenant_id = ? AND subscription_id = ? AND ended_at IS NULL")
                .param(tenantId)
                .param(subscriptionId)
                .query(this::read)
                .optional();
    }

    /** @return the case of this subscription that was declared last, open or not */
    @Transactional(readOnly = true)
    public Optional<CancellationCase> findLatest(String tenantId, String subscriptionId) {
        return jdbc.sql(SELECT
                        + "WHERE tenant_id = ? AND subscription_id = ? ORDER BY declared_at DESC, case_number LIMIT 1")
                .param(tenantId)
                .param(subscriptionId)
                .query(this::read)
                .optional();
    }

    /** Offers this customer got since then, in any case. */
    public int countOffers(String tenantId, String customerId, Instant since) {
        return jdbc.sql("""
                        SELECT count(*) FROM cancellation_case
                        WHERE tenant_id = ? AND customer_id = ? AND declared_at >= ? AND body -> 'offer' ->> 'kind' IS NOT NULL
                        """)
                .param(tenantId)
                .param(customerId)
                .param(timestamp(since))
                .query(Integer.class)
                .single();
    }

    /** A page of cases, those changed last first. */
    @Transactional(readOnly = true)
    public List<CancellationCase> search(Search search) {
        List<String> conditions = new ArrayList<>(List.of("tenant_id = :tenant"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("tenant", search.tenantId(), "limit", search.limit()));
        if (search.customerId() != null) {
            conditions.add("customer_id = :customer");
            values.put("customer", search.customerId());
        }
        if (search.status() != null) {
            conditions.add("status = :status");
            values.put("status", search.status().name());
        }
        if (search.updatedSince() != null) {
            conditions.add("updated_at >= :since");
            values.put("since", timestamp(search.updatedSince()));
        }
        if (search.afterUpdatedAt() != null && search.afterNumber() != null) {
            conditions.add("(updated_at, case_number) < (:afterAt, :afterNumber)");
            values.put("afterAt", timestamp(search.afterUpdatedAt()));
            values.put("afterNumber", search.afterNumber());
        }
        return jdbc.sql(SELECT + "WHERE " + String.join(" AND ", conditions)
                        + " ORDER BY updated_at DESC, case_number DESC LIMIT :limit")
                .params(values)
                .query(this::read)
                .list();
    }

    /**
     * @param afterUpdatedAt together with {@code afterNumber} the last case of the page before
     * @param limit largest number of cases returned
     */
    public record Search(
            String tenantId,
            @Nullable String customerId,
            @Nullable CaseStatus status,
            @Nullable Instant updatedSince,
            @Nullable Instant afterUpdatedAt,
            @Nullable String afterNumber,
            int limit) {}

    public Instant updatedAt(CaseNumber number) {
        return jdbc.sql("SELECT updated_at FROM cancellation_case WHERE case_number = ?")
                .param(number.value())
                .query((row, n) -> instant(row, "updated_at"))
                .single();
    }

    /**
     * Applies one transition under the case's row lock.
     *
     * @throws CaseNotFound when there is none
     */
    @Transactional
    public CancellationCase change(CaseNumber number, UnaryOperator<CancellationCase> transition) {
        CancellationCase before = jdbc.sql(SELECT + "WHERE case_number = ? FOR UPDATE")
                .param(number.value())
                .query(this::read)
                .optional()
                .orElseThrow(() -> new CaseNotFound(number.value()));
        CancellationCase after = transition.apply(before);
        if (after.equals(before)) {
            return before;
        }
        jdbc.sql("""
                        UPDATE cancellation_case SET status = :status, updated_at = :now, ended_at = :endedAt, body = :body::jsonb
                        WHERE case_number = :number
                        """)
                .param("status", after.status().name())
                .param("now", timestamp(clock.instant()))
                .param("endedAt", after.endedAt() == null ? null : timestamp(after.endedAt()))
                .param("body", document(after))
                .param("number", number.value())
                .update();
        append(after);
        return get(number);
    }

    public List<CaseEvent> timeline(CaseNumber number) {
        return jdbc.sql(
                        "SELECT kind, actor_kind, actor_id, at, details FROM case_event WHERE case_number = ? ORDER BY id")
                .param(number.value())
                .query((row, n) -> new CaseEvent(
                        CaseEvent.Kind.valueOf(row.getString("kind")),
                        new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_id")),
                        instant(row, "at"),
                        details(row)))
                .list();
    }

    private void append(CancellationCase changed) {
        for (CaseEvent event : changed.newEvents()) {
            jdbc.sql("""
                            INSERT INTO case_event (tenant_id, case_number, kind, actor_kind, actor_id, at, details)
                            VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)
                            """)
                    .param(changed.tenantId())
                    .param(changed.number().value())
                    .param(event.kind().name())
                    .param(event.by().kind().name())
                    .param(event.by().id())
                    .param(timestamp(event.at()))
                    .param(write(event.details()))
                    .update();
        }
        if (!changed.newEvents().isEmpty()) {
            publisher.publishEvent(new CaseChanged(changed.withoutNewEvents(), changed.newEvents()));
        }
    }

    private CancellationCase read(ResultSet row, int index) throws SQLException {
        try {
            JsonNode stored = words.open(json.readTree(row.getString("body")));
            return json.treeToValue(stored, CancellationCase.class).withoutNewEvents();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored case cannot be read", e);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> details(ResultSet row) throws SQLException {
        try {
            return json.readValue(row.getString("details"), Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored event cannot be read", e);
        }
    }

    private String document(CancellationCase stored) {
        return words.seal(stored, json.valueToTree(stored)).toString();
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value.toInstant();
    }
}
