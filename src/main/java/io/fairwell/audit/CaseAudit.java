package io.fairwell.audit;

import io.fairwell.audit.AuditEntry.Outcome;
import io.fairwell.cancellation.Actor;
import io.fairwell.cancellation.CancellationCase;
import io.fairwell.cancellation.CaseChanged;
import io.fairwell.cancellation.CaseEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What people, customers and systems decide about a case, in the transaction in which they do. What the process itself
 * does stands in the timeline of the case.
 */
@Component
class CaseAudit {

    private final AuditTrail trail;

    CaseAudit(AuditTrail trail) {
        this.trail = trail;
    }

    @EventListener
    void on(CaseChanged change) {
        CancellationCase changed = change.changed();
        String number = changed.number().value();
        AuditedRequest.currentIsAbout(number, changed.tenantId());
        change.events().stream()
                .filter(event -> event.by().kind() != Actor.Kind.SYSTEM)
                .forEach(event -> trail.record(new AuditEntry(
                        changed.tenantId(),
                        actor(event),
                        "case." + event.kind(),
                        Outcome.DONE,
                        number,
                        AuditedRequest.currentAddress(),
                        event.details())));
    }

    private static String actor(CaseEvent event) {
        String id = event.by().id();
        return switch (event.by().kind()) {
            case CUSTOMER -> AuditEntry.customer(id);
            case CLIENT -> AuditEntry.client(id);
            case AGENT -> AuditEntry.person(id);
            case SYSTEM -> AuditEntry.SYSTEM;
        };
    }
}
