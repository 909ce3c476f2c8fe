package io.fairwell.audit;

import java.util.Map;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Which version began to work, and how it was set up. */
@Component
class StartAudit {

    private final AuditTrail trail;
    private final Environment environment;

    StartAudit(AuditTrail trail, Environment environment) {
        this.trail = trail;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        trail.record(new AuditEntry(
                "main",
                AuditEntry.SYSTEM,
                "start",
                AuditEntry.Outcome.DONE,
                null,
                null,
                Map.of(
                        "version", environment.getProperty("fairwell.version", ""),
                        "demo", environment.getProperty("fairwell.demo", "false"),
                        "gateway", environment.getProperty("fairwell.refund.gateway", "sandbox"),
                        "profiles", String.join(",", environment.getActiveProfiles()))));
    }
}
