package io.fairwell.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What is refused to whoever may not do it. Somebody who tries doors tries many: the first of its kind in a minute is
 * written at once, the others of that minute with their number when it is over, so that nobody can fill the trail.
 */
@Component
public class Refusals implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** Kinds that are told apart within a minute; beyond that, only actions are. */
    private static final int MOST = 1000;

    private final Map<AuditEntry, Integer> counts = new ConcurrentHashMap<>();
    private final AuditTrail trail;

    Refusals(AuditTrail trail) {
        this.trail = trail;
    }

    public void count(AuditEntry entry) {
        boolean told = counts.size() < MOST || counts.containsKey(entry);
        AuditEntry kind = told ? entry : withoutWho(entry);
        if (counts.merge(kind, 1, Integer::sum) == 1) {
            trail.recordLightly(kind);
        }
    }

    private static AuditEntry withoutWho(AuditEntry entry) {
        return new AuditEntry("main", AuditEntry.ANONYMOUS, "many", entry.outcome(), null, "many", Map.of());
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void write() {
        for (AuditEntry entry : counts.keySet()) {
            Integer count = counts.remove(entry);
            if (count != null && count > 1) {
                Map<String, String> details = new TreeMap<>(entry.details());
                details.put("more", Integer.toString(count - 1));
                trail.recordLightly(new AuditEntry(
                        entry.tenantId(),
                        entry.actor(),
                        entry.action(),
                        entry.outcome(),
                        entry.caseNumber(),
                        entry.address(),
                        details));
            }
        }
    }

    @Override
    public void destroy() {
        try {
            write();
        } catch (DataAccessException e) {
            LOG.warn(
                    "The last refusals cannot be counted in the audit trail: {}",
                    e.getClass().getSimpleName());
        }
    }
}
