package io.fairwell.audit;

import io.fairwell.privacy.Pseudonyms;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Upstream's numbers of customers can be personal themselves, and what is in the trail cannot be taken out again when a
 * customer is erased. So the trail has from the beginning what takes a number's place elsewhere then: whoever knows the
 * number still finds what was done.
 */
@Component
class Customers {

    private static final String ACTOR = AuditEntry.customer("");
    private static final String DETAIL = "customerId";

    private final BinaryOperator<String> pseudonym;

    @Autowired
    Customers(Pseudonyms pseudonyms) {
        this(pseudonyms::of);
    }

    /** @param pseudonym of a tenant and a number */
    Customers(BinaryOperator<String> pseudonym) {
        this.pseudonym = pseudonym;
    }

    AuditEntry hidden(AuditEntry entry) {
        String number = entry.details().get(DETAIL);
        Map<String, String> details = new TreeMap<>(entry.details());
        if (number != null) {
            details.put(DETAIL, pseudonym.apply(entry.tenantId(), number));
        }
        return new AuditEntry(
                entry.tenantId(),
                hidden(entry.tenantId(), entry.actor()),
                entry.action(),
                entry.outcome(),
                entry.caseNumber(),
                entry.address(),
                details);
    }

    String hidden(String tenantId, String actor) {
        return actor.startsWith(ACTOR) ? ACTOR + pseudonym.apply(tenantId, actor.substring(ACTOR.length())) : actor;
    }
}
