package io.fairwell.audit;

import io.fairwell.audit.AuditEntry.Outcome;
import io.fairwell.privacy.PersonalDataErased;
import io.fairwell.privacy.PersonalDataExported;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Personal data that was erased or handed out, in the transaction that does it. Of the data itself nothing. */
@Component
class PrivacyAudit {

    private final AuditTrail trail;

    PrivacyAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** Without the customer's number: the erasure has replaced it. */
    @EventListener
    void on(PersonalDataErased event) {
        record(
                event.tenantId(),
                event.by(),
                "privacy.erasure",
                event.caseNumber(),
                Map.of("certificate", event.certificateId().toString()));
    }

    @EventListener
    void on(PersonalDataExported event) {
        record(event.tenantId(), event.by(), "privacy.export", null, Map.of("customerId", event.customerId()));
    }

    private void record(
            String tenantId, String by, String action, @Nullable String caseNumber, Map<String, String> details) {
        String actor = by.equals("fairwell") ? AuditEntry.SYSTEM : AuditEntry.client(by);
        trail.record(new AuditEntry(
                tenantId, actor, action, Outcome.DONE, caseNumber, AuditedRequest.currentAddress(), details));
    }
}
