package io.fairwell.subscription;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes over what upstream says. What cases have set stays, with one exception: a term that starts after the day the
 * subscription was ended on is a new agreement, which starts without the old one's end, cleared points, unbound devices
 * and revoked mandate.
 */
@Component
class SubscriptionIntake {

    private static final String NEW_AGREEMENT = "subscription.ended_on < :termStart";

    private static final String UPSERT = """
            INSERT INTO subscription (tenant_id, id, customer_id, plan_id, term_end, auto_renew, card_mask, search_text,
              facts, updated_at, email, phone, contact_name)
            VALUES (:tenant, :id, :customer, :plan, :termEnd, :autoRenew, :cardMask, :searchText,
              :facts::jsonb, :now, :email, :phone, :name)
            ON CONFLICT (tenant_id, id) DO UPDATE SET
              customer_id = EXCLUDED.customer_id, plan_id = EXCLUDED.plan_id, term_end = EXCLUDED.term_end,
              auto_renew = EXCLUDED.auto_renew, card_mask = EXCLUDED.card_mask, search_text = EXCLUDED.search_text,
              facts = EXCLUDED.facts, updated_at = EXCLUDED.updated_at,
              email = EXCLUDED.email, phone = EXCLUDED.phone, contact_name = EXCLUDED.contact_name,
              ended_on = CASE WHEN %1$s THEN NULL ELSE subscription.ended_on END,
              ended_by = CASE WHEN %1$s THEN NULL ELSE subscription.ended_by END,
              points_state = CASE WHEN %1$s THEN 'USABLE' ELSE subscription.points_state END,
              points_state_by = CASE WHEN %1$s THEN NULL ELSE subscription.points_state_by END,
              devices_unbound_by = CASE WHEN %1$s THEN NULL ELSE subscription.devices_unbound_by END,
              mandate_revoked_by = CASE WHEN %1$s THEN NULL ELSE subscription.mandate_revoked_by END
            RETURNING xmax = 0
            """.formatted(NEW_AGREEMENT);

    private final JdbcClient jdbc;
    private final SubscriptionRows rows;
    private final Clock clock;

    SubscriptionIntake(JdbcClient jdbc, SubscriptionRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    /** @return whether it was not known before: only a row just inserted has no deleting transaction (xmax) */
    boolean put(Subscription facts) {
        return jdbc.sql(UPSERT)
                .param("tenant", facts.tenantId())
                .param("id", facts.id())
                .param("customer", facts.customerId())
                .param("plan", facts.planId())
                .param("termStart", facts.termStart())
                .param("termEnd", facts.termEnd())
                .param("autoRenew", facts.autoRenew())
                .param("cardMask", cardMask(facts))
                .param("searchText", searchText(facts))
                .param("facts", rows.write(Facts.of(facts)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("email", facts.contact().email())
                .param("phone", facts.contact().phone())
                .param("name", facts.contact().name())
                .query(Boolean.class)
                .single();
    }

    private static @Nullable String cardMask(Subscription facts) {
        if (facts.cardMask() == null && CardMask.looksMasked(facts.customerId())) {
            return facts.customerId();
        }
        return CardMask.hide(facts.cardMask());
    }

    private static String searchText(Subscription facts) {
        String names = String.join("\n", facts.planName().values());
        return String.join("\n", facts.id(), facts.planId(), names).toLowerCase(Locale.ROOT);
    }
}
