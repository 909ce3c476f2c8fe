package io.fairwell.refund;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks again what nobody else asks for: refunds whose outcome is unknown, those whose node died during the call, and
 * accepted ones that have not arrived. Any number of nodes may do that at the same time: each refund is taken by one,
 * and its next check set, before the gateway is asked.
 */
@Component
class RefundJanitor {

    private static final Logger LOG = LoggerFactory.getLogger(RefundJanitor.class);

    /** A gateway that is away is not asked about every single refund: what is due then waits for the next round. */
    private static final int PATIENCE = 3;

    private final RefundCalls calls;
    private final RefundIntents intents;
    private final RefundNews news;
    private final WatchProperties watch;
    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    RefundJanitor(
            RefundCalls calls,
            RefundIntents intents,
            RefundNews news,
            WatchProperties watch,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.calls = calls;
        this.intents = intents;
        this.news = news;
        this.watch = watch;
        this.jdbc = jdbc;
        ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** @return how many refunds were asked for */
    int checkDue() {
        int asked = 0;
        int silent = 0;
        Optional<RefundIntent> due = claim();
        while (due.isPresent()) {
            asked++;
            silent = check(due.get()) ? 0 : silent + 1;
            boolean enough = silent >= PATIENCE || Thread.currentThread().isInterrupted();
            due = enough ? Optional.empty() : claim();
        }
        news.tellWhatIsLeft();
        return asked;
    }

    /** @return whether the gateway answered */
    private boolean check(RefundIntent due) {
        boolean answered = due.state().isFinal() ? follow(due) : proceed(due);
        RefundIntent now = intents.find(due.id()).orElseThrow();
        if (now.state() != due.state() && now.state().isFinal() || now.settlement() != due.settlement()) {
            LOG.info("refund {} of case {} is now {} ({})", now.id(), now.caseNumber(), now.state(), now.settlement());
            news.tell(due.id());
        }
        return answered;
    }

    private boolean proceed(RefundIntent due) {
        return calls.proceed(due, true).isFinal();
    }

    private boolean follow(RefundIntent due) {
        try {
            calls.follow(due);
            return true;
        } catch (GatewayUnavailable e) {
            LOG.warn("refund {} of case {} could not be looked up: {}", due.id(), due.caseNumber(), e.getMessage());
            return false;
        }
    }

    private Optional<RefundIntent> claim() {
        return ownTransaction.execute(status -> {
            List<RefundIntent> due =
                    jdbc.sql("""
                            SELECT * FROM refund_intent WHERE next_check_at <= ?
                            ORDER BY next_check_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
                            """).param(now()).query(RefundRow::intent).list();
            due.forEach(this::postpone);
            return due.stream().findFirst();
        });
    }

    private void postpone(RefundIntent due) {
        Duration next = due.state().isFinal() ? watch.unsettledEvery() : watch.afterChecks(due.checks() + 1);
        jdbc.sql("UPDATE refund_intent SET checks = checks + 1, next_check_at = ? WHERE id = ?")
                .param(now().plus(next))
                .param(due.id())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
