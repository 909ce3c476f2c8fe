package io.fairwell.privacy;

import static io.fairwell.privacy.PersonalData.Protection.HASHED;
import static io.fairwell.privacy.PersonalData.Protection.PLAIN;
import static io.fairwell.privacy.PersonalData.Protection.PSEUDONYMISED;
import static io.fairwell.privacy.PersonalData.Protection.SEALED;
import static io.fairwell.privacy.PersonalData.Protection.SEALED_BYTES;
import static io.fairwell.privacy.PersonalData.Protection.SEALED_INSIDE;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where personal data stands, in which columns, protected how: what an export holds, and what docs/personal-data.md
 * explains.
 */
final class PersonalData {

    enum Protection {
        /** Not personal by itself; exported so that the rest can be understood. */
        PLAIN,
        /** The customer's number, replaced when the customer is erased. */
        PSEUDONYMISED,
        SEALED,
        SEALED_BYTES,
        /** Single texts in a document. */
        SEALED_INSIDE,
        HASHED
    }

    /** How the rows of a customer are found. */
    enum Of {
        CUSTOMER,
        CASE,
        SUBSCRIPTION
    }

    record Column(String name, Protection protection) {

        boolean isPersonal() {
            return protection != PLAIN;
        }
    }

    record Table(String name, Of of, String order, List<Column> columns) {}

    static final List<Table> TABLES = List.of(
            table("subscription", Of.CUSTOMER, "id")
                    .plain("id", "plan_id", "term_end", "auto_renew", "facts", "updated_at", "points_state", "ended_on")
                    .with(PSEUDONYMISED, "customer_id")
                    .with(SEALED, "email", "phone", "contact_name", "card_mask", "private_facts")
                    .with(HASHED, "card_index")
                    .done(),
            table("subscription_offer", Of.SUBSCRIPTION, "applied_at")
                    .plain("case_number", "subscription_id", "kind", "percent", "cycles", "rule", "applied_at")
                    .done(),
            table("quote", Of.SUBSCRIPTION, "created_at")
                    .plain("quote_id", "subscription_id", "created_at", "valid_until", "body")
                    .done(),
            table("cancellation_case", Of.CUSTOMER, "case_number")
                    .plain("case_number", "subscription_id", "status", "declared_at", "updated_at", "ended_at")
                    .with(PSEUDONYMISED, "customer_id")
                    .with(SEALED_INSIDE, "body")
                    .done(),
            table("case_event", Of.CASE, "id")
                    .plain("case_number", "kind", "actor_kind", "at", "details")
                    .with(PSEUDONYMISED, "actor_id")
                    .done(),
            table("case_file", Of.CASE, "case_number")
                    .plain("case_number")
                    .with(SEALED, "email", "phone", "name", "reason_comment", "callback_url", "external_reference")
                    .done(),
            table("case_message", Of.CASE, "id")
                    .plain("case_number", "direction", "actor_kind", "at", "media_type")
                    .with(PSEUDONYMISED, "actor_id")
                    .with(SEALED, "text", "file_name")
                    .with(SEALED_BYTES, "content")
                    .done(),
            table("case_decision", Of.CASE, "id")
                    .plain("case_number", "decision", "version", "rule", "outputs", "recorded_at")
                    .done(),
            table("case_retention", Of.CASE, "case_number")
                    .plain("case_number", "restricted_at", "retain_until", "period", "rule", "legal_basis", "erased_at")
                    .done(),
            table("verification", Of.CASE, "case_number")
                    .plain("case_number", "valid_until", "entered_at", "attempts", "resends", "last_result")
                    .with(PSEUDONYMISED, "last_actor")
                    .with(HASHED, "expected_hash", "entered_hash")
                    .done(),
            table("outbox_message", Of.CASE, "id")
                    .plain("case_number", "kind", "channel", "locale", "status", "created_at", "sent_at")
                    .with(SEALED, "recipient", "subject", "html", "text")
                    .done(),
            table("dispute", Of.CASE, "number")
                    .plain("case_number", "number", "about", "claimed_minor", "currency", "charged_on", "state")
                    .plain("outcome", "granted_minor", "payment", "eta", "received_at", "answered_at")
                    .with(SEALED, "claim_text", "reason", "legal_basis")
                    .done(),
            table("refund_intent", Of.CASE, "created_at")
                    .plain("case_number", "leg", "amount_minor", "currency", "route", "state", "settlement")
                    .plain("gateway", "gateway_reference", "payment_reference", "created_at", "settled_at")
                    .done(),
            table("webhook_delivery", Of.CASE, "id")
                    .plain("case_number", "type", "status", "created_at", "sent_at")
                    .with(PSEUDONYMISED, "body")
                    .done());

    private PersonalData() {}

    private static Builder table(String name, Of of, String order) {
        return new Builder(name, of, order);
    }

    private static final class Builder {

        private final String name;
        private final Of of;
        private final String order;
        private final List<Column> columns = new java.util.ArrayList<>();

        Builder(String name, Of of, String order) {
            this.name = name;
            this.of = of;
            this.order = order;
        }

        Builder plain(String... names) {
            return with(PLAIN, names);
        }

        Builder with(Protection protection, String... names) {
            Stream.of(names).map(column -> new Column(column, protection)).forEach(columns::add);
            return this;
        }

        Table done() {
            return new Table(name, of, order, List.copyOf(columns));
        }
    }
}
