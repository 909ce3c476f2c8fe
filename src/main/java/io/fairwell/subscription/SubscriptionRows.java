package io.fairwell.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.vault.Owner;
import io.fairwell.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/**
 * Puts a subscription together from what upstream said and what cases have set since. How its customer is reached, their
 * card and what is kept apart of the facts is sealed with the customer's key.
 */
@Component
class SubscriptionRows implements RowMapper<Subscription> {

    private final ObjectMapper json;
    private final Vault vault;

    SubscriptionRows(ObjectMapper json, Vault vault) {
        this.json = json;
        this.vault = vault;
    }

    @Override
    public Subscription mapRow(ResultSet row, int index) throws SQLException {
        Facts facts = facts(row);
        PointsState points = PointsState.valueOf(row.getString("points_state"));
        LocalDate endedOn = date(row, "ended_on");
        return new Subscription(
                row.getString("tenant_id"),
                row.getString("id"),
                row.getString("customer_id"),
                row.getString("plan_id"),
                facts.planName(),
                facts.terms(),
                facts.jurisdiction(),
                facts.timeZone(),
                facts.channel(),
                facts.paymentRoute(),
                row.getBoolean("auto_renew"),
                facts.billingPeriod(),
                facts.price(),
                facts.paid(),
                facts.paidOn(),
                facts.termStart(),
                date(row, "term_end"),
                facts.used(),
                facts.benefitsEnjoyed(),
                points == PointsState.CLEARED ? 0 : facts.points(),
                facts.coupons(),
                facts.subAccounts(),
                row.getString("devices_unbound_by") == null ? facts.devices() : 0,
                facts.installmentsOutstanding(),
                new Contact(open(row, "email"), open(row, "phone"), open(row, "contact_name")),
                open(row, "card_mask"),
                facts.paymentReference(),
                facts.mandateReference(),
                renewal(row.getBoolean("auto_renew"), row.getString("renewal_held_by"), endedOn),
                points,
                endedOn);
    }

    private static RenewalState renewal(boolean autoRenew, @Nullable String heldBy, @Nullable LocalDate endedOn) {
        if (endedOn != null || !autoRenew) {
            return RenewalState.OFF;
        }
        return heldBy == null ? RenewalState.ON : RenewalState.ON_HOLD;
    }

    private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private @Nullable String open(ResultSet row, String column) throws SQLException {
        Owner owner = Owner.ofCustomer(row.getString("tenant_id"), row.getString("customer_id"));
        return vault.open(owner, "subscription." + column, row.getString(column));
    }

    private Facts facts(ResultSet row) throws SQLException {
        String apart = open(row, "private_facts");
        try {
            return json.readValue(row.getString("facts"), Facts.class)
                    .with(apart == null ? Facts.Apart.NOTHING : json.readValue(apart, Facts.Apart.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored subscription cannot be read", e);
        }
    }

    String write(Facts facts) {
        return text(facts.with(Facts.Apart.NOTHING));
    }

    /** @return null where nothing is to be kept apart */
    @Nullable
    String write(Facts.Apart apart) {
        return apart.isEmpty() ? null : text(apart);
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
