package io.fairwell.audit;

import java.util.Map;
import org.springframework.boot.context.event.ApplicationStartedEvent;
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

    /** Before it says that it is ready: a start that cannot be recorded is none. */
    @EventListener(ApplicationStartedEvent.class)
    void started() {
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
