package io.fairwell.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.audit.AuditEntry.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomersTest {

    private final Customers customers = new Customers(
            (tenant, number) -> tenant.equals("main") && number.equals("+86 138 0013 8000") ? "erased-1" : "nobody");

    @Test
    void noEntryHasTheNumberOfACustomer() {
        AuditEntry hidden = customers.hidden(entry(
                AuditEntry.customer("+86 138 0013 8000"), Map.of("customerId", "+86 138 0013 8000", "status", "200")));

        assertThat(hidden).isEqualTo(entry("customer:erased-1", Map.of("customerId", "erased-1", "status", "200")));
    }

    @Test
    void everybodyElseIsNamed() {
        AuditEntry entry = entry(AuditEntry.client("+86 138 0013 8000"), Map.of("id", "sub-1"));

        assertThat(customers.hidden(entry)).isEqualTo(entry);
    }

    @Test
    void whoKnowsTheNumberFindsWhatWasDone() {
        assertThat(customers.hidden("main", "customer:+86 138 0013 8000")).isEqualTo("customer:erased-1");
        assertThat(customers.hidden("main", "person:agent")).isEqualTo("person:agent");
    }

    private static AuditEntry entry(String actor, Map<String, String> details) {
        return new AuditEntry("main", actor, "something", Outcome.DONE, "FW-1", null, details);
    }
}
