package io.fairwell.subscription;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.Offer;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.vault.Vault;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The built-in store of subscriptions. Every change is one guarded UPDATE of the columns it owns, so that cases and
 * upstream's writes, however they overlap, lose nothing of each other.
 */
@Repository
class SubscriptionStore implements Subscriptions {

    private static final String SELECT = "SELECT * FROM subscription WHERE tenant_id = :tenant ";
    private static final String ONE = " WHERE tenant_id = :tenant AND id = :id ";
    private static final Map<String, String> SORTS = Map.of("id", "id", "termEnd", "term_end", "planId", "plan_id");

    private final JdbcClient jdbc;
    private final SubscriptionRows rows;
    private final SubscriptionIntake intake;
    private final Vault vault;
    private final Clock clock;

    SubscriptionStore(JdbcClient jdbc, SubscriptionRows rows, SubscriptionIntake intake, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.intake = intake;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Subscription> find(String tenantId, String id) {
        return jdbc.sql(SELECT + "AND id = :id")
                .param("tenant", tenantId)
                .param("id", id)
                .query(rows)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Subscription get(String tenantId, String id) {
        return find(tenantId, id).orElseThrow(() -> new SubscriptionNotFound(id));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Subscription> search(SubscriptionSearch search) {
        StringBuilder sql = new StringBuilder(SELECT);
        Map<String, Object> values = new LinkedHashMap<>(
                Map.of("tenant", search.tenantId(), "limit", search.limit(), "offset", search.offset()));
        if (search.customerId() != null) {
            sql.append("AND customer_id = :customer ");
            values.put("customer", search.customerId());
        }
        if (search.text() != null) {
            sql.append("AND position(:text IN search_text) > 0 ");
            values.put("text", search.text().toLowerCase(Locale.ROOT));
        }
        sql.append(order(search.sort())).append(" LIMIT :limit OFFSET :offset");
        return jdbc.sql(sql.toString()).params(values).query(rows).list();
    }

    /** An unknown field sorts by id. Rights without an end count as ending last. */
    private static String order(String sort) {
        boolean descending = sort.startsWith("-");
        String column = SORTS.getOrDefault(descending ? sort.substring(1) : sort, "id");
        String direction = descending ? " DESC NULLS FIRST" : " ASC NULLS LAST";
        return "ORDER BY " + column + direction + ", id";
    }

    /** Empty, too, where several cards show the same digits: it is not for us to guess which one is meant. */
    @Override
    @Transactional(readOnly = true)
    public Optional<Subscription> findByCard(String tenantId, String cardNo, String planId) {
        List<Subscription> found = jdbc
                .sql(SELECT + "AND plan_id = :plan AND card_index = :index")
                .param("tenant", tenantId)
                .param("plan", planId)
                .param("index", CardIndex.of(vault, tenantId, planId, cardNo))
                .query(rows)
                .list()
                .stream()
                .filter(candidate -> CardMask.matches(cardNo, String.valueOf(candidate.cardMask())))
                .toList();
        return NotEnded.only(found);
    }

    @Override
    @Transactional
    public boolean put(Subscription facts) {
        return intake.put(facts);
    }

    /** A hold is kept even where nothing renews now: upstream may switch the renewal on while the case is open. */
    @Override
    @Transactional
    public RenewalState holdRenewal(String tenantId, String id, CaseNumber by) {
        change("renewal_held_by = :by", "AND renewal_held_by IS NULL AND ended_on IS NULL", tenantId, id, by);
        return get(tenantId, id).renewal();
    }

    @Override
    @Transactional
    public RenewalState restoreRenewal(String tenantId, String id, CaseNumber by) {
        change("renewal_held_by = NULL", "AND renewal_held_by = :by", tenantId, id, by);
        return get(tenantId, id).renewal();
    }

    @Override
    @Transactional
    public void handOver(String tenantId, String id, CaseNumber from, CaseNumber to) {
        int changed = jdbc.sql("UPDATE subscription SET"
                        + " renewal_held_by = CASE WHEN renewal_held_by = :from THEN :to ELSE renewal_held_by END,"
                        + " points_state_by = CASE WHEN points_state_by = :from THEN :to ELSE points_state_by END,"
                        + " updated_at = :now" + ONE)
                .param("from", from.value())
                .param("to", to.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("tenant", tenantId)
                .param("id", id)
                .update();
        requireKnown(changed, tenantId, id);
    }

    @Override
    @Transactional
    public void freezePoints(String tenantId, String id, CaseNumber by) {
        change("points_state = 'FROZEN', points_state_by = :by", "AND points_state = 'USABLE'", tenantId, id, by);
    }

    @Override
    @Transactional
    public void restorePoints(String tenantId, String id, CaseNumber by) {
        change(
                "points_state = 'USABLE', points_state_by = NULL",
                "AND points_state = 'FROZEN' AND points_state_by = :by",
                tenantId,
                id,
                by);
    }

    @Override
    @Transactional
    public void clearPoints(String tenantId, String id, CaseNumber by) {
        change("points_state = 'CLEARED', points_state_by = :by", "AND points_state <> 'CLEARED'", tenantId, id, by);
    }

    @Override
    @Transactional
    public void end(String tenantId, String id, CaseNumber by, LocalDate effectiveOn) {
        int changed = jdbc.sql("UPDATE subscription SET ended_on = :on, ended_by = :by, renewal_held_by = NULL,"
                        + " updated_at = :now" + ONE + "AND ended_on IS NULL")
                .param("on", effectiveOn)
                .param("by", by.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("tenant", tenantId)
                .param("id", id)
                .update();
        requireKnown(changed, tenantId, id);
    }

    @Override
    @Transactional
    public void applyOffer(String tenantId, String id, CaseNumber by, Offer offer) {
        get(tenantId, id);
        jdbc.sql("""
                        INSERT INTO subscription_offer
                          (case_number, tenant_id, subscription_id, kind, percent, cycles, rule, applied_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_number) DO NOTHING
                        """)
                .params(by.value(), tenantId, id, offer.kind().name(), offer.percent(), offer.cycles(), offer.rule())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    @Transactional
    public void unbindDevices(String tenantId, String id, CaseNumber by) {
        change("devices_unbound_by = :by", "AND devices_unbound_by IS NULL", tenantId, id, by);
    }

    @Override
    @Transactional
    public void markMandateRevoked(String tenantId, String id, CaseNumber by) {
        change("mandate_revoked_by = :by", "AND mandate_revoked_by IS NULL", tenantId, id, by);
    }

    private void change(String assignments, String guard, String tenantId, String id, CaseNumber by) {
        int changed = jdbc.sql("UPDATE subscription SET " + assignments + ", updated_at = :now" + ONE + guard)
                .param("by", by.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("tenant", tenantId)
                .param("id", id)
                .update();
        requireKnown(changed, tenantId, id);
    }

    /** No row changed is fine for a repetition, not for a subscription that does not exist. */
    private void requireKnown(int changed, String tenantId, String id) {
        if (changed == 0) {
            get(tenantId, id);
        }
    }
}
