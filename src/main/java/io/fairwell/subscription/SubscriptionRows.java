package io.fairwell.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairwell.cancellation.Contact;
import io.fairwell.cancellation.RenewalState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Puts a subscription together from what upstream said and what cases have set since. */
@Component
class SubscriptionRows implements RowMapper<Subscription> {

    private final ObjectMapper json;

    SubscriptionRows(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Subscription mapRow(ResultSet row, int index) throws SQLException {
        Facts facts = facts(row.getString("facts"));
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
                new Contact(row.getString("email"), row.getString("phone"), row.getString("contact_name")),
                row.getString("card_mask"),
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

    private Facts facts(String stored) {
        try {
            return json.readValue(stored, Facts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored subscription cannot be read", e);
        }
    }

    String write(Facts facts) {
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
