package io.fairwell.subscription;

import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
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
            INSERT INTO subscription (tenant_id, id, customer_id, plan_id, term_end, auto_renew, card_mask, card_index, search_text,
              facts, private_facts, updated_at, email, phone, contact_name)
            VALUES (:tenant, :id, :customer, :plan, :termEnd, :autoRenew, :cardMask, :cardIndex, :searchText,
              :facts::jsonb, :privateFacts, :now, :email, :phone, :name)
            ON CONFLICT (tenant_id, id) DO UPDATE SET
              customer_id = EXCLUDED.customer_id, plan_id = EXCLUDED.plan_id, term_end = EXCLUDED.term_end,
              auto_renew = EXCLUDED.auto_renew, card_mask = EXCLUDED.card_mask, card_index = EXCLUDED.card_index,
              search_text = EXCLUDED.search_text, facts = EXCLUDED.facts, private_facts = EXCLUDED.private_facts,
              updated_at = EXCLUDED.updated_at,
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
    private final Vault vault;
    private final Clock clock;

    SubscriptionIntake(JdbcClient jdbc, SubscriptionRows rows, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.vault = vault;
        this.clock = clock;
    }

    /** @return whether it was not known before: only a row just inserted has no deleting transaction (xmax) */
    boolean put(Subscription facts) {
        Vault.Sealer sealer = vault.sealer(Owner.ofCustomer(facts.tenantId(), facts.customerId()));
        String cardMask = cardMask(facts);
        Facts stored = Facts.of(facts);
        return jdbc.sql(UPSERT)
                .param("tenant", facts.tenantId())
                .param("id", facts.id())
                .param("customer", facts.customerId())
                .param("plan", facts.planId())
                .param("termStart", facts.termStart())
                .param("termEnd", facts.termEnd())
                .param("autoRenew", facts.autoRenew())
                .param("cardMask", sealer.seal("subscription.card_mask", cardMask))
                .param(
                        "cardIndex",
                        cardMask == null ? null : CardIndex.of(vault, facts.tenantId(), facts.planId(), cardMask))
                .param("searchText", searchText(facts))
                .param("facts", rows.write(stored))
                .param("privateFacts", sealer.seal("subscription.private_facts", rows.write(stored.apart())))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param(
                        "email",
                        sealer.seal("subscription.email", facts.contact().email()))
                .param(
                        "phone",
                        sealer.seal("subscription.phone", facts.contact().phone()))
                .param(
                        "name",
                        sealer.seal("subscription.contact_name", facts.contact().name()))
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
