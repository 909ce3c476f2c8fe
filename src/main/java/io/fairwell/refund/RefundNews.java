package io.fairwell.refund;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the rest of the application what became known of a refund on another way than by its own call. That it is still
 * to be told is part of the ledger, so that a node may die, or a listener fail, without the case missing it.
 */
@Component
class RefundNews {

    private static final Logger LOG = LoggerFactory.getLogger(RefundNews.class);

    /** Whoever wrote it is telling it at this moment. */
    static final Duration BEING_TOLD = Duration.ofMinutes(1);

    private static final int AT_ONCE = 100;

    private final RefundIntents intents;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    RefundNews(RefundIntents intents, ApplicationEventPublisher events, JdbcClient jdbc, Clock clock) {
        this.intents = intents;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Never fails: what could not be told now is told later. */
    void tell(UUID id) {
        intents.find(id).ifPresent(this::tell);
    }

    private void tell(RefundIntent intent) {
        try {
            events.publishEvent(intent.progress());
            jdbc.sql("UPDATE refund_intent SET untold_since = NULL WHERE id = ? AND state = ? AND settlement = ?")
                    .param(intent.id())
                    .param(intent.state().name())
                    .param(intent.settlement().name())
                    .update();
        } catch (RuntimeException e) {
            LOG.warn("case {} could not be told of refund {}, later again", intent.caseNumber(), intent.id(), e);
        }
    }

    /** Two nodes may tell the same: that is allowed. */
    void tellWhatIsLeft() {
        List<UUID> untold = jdbc.sql("""
                        SELECT id FROM refund_intent WHERE untold_since <= ? ORDER BY untold_since LIMIT ?
                        """)
                .param(clock.instant().minus(BEING_TOLD).atOffset(ZoneOffset.UTC))
                .param(AT_ONCE)
                .query(UUID.class)
                .list();
        untold.forEach(this::tell);
    }
}
