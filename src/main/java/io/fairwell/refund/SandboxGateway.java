package io.fairwell.refund;

import io.fairwell.refund.GatewayAnswer.Outcome;
import io.fairwell.refund.GatewayAnswer.Settlement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A gateway for demonstrations and tests: it moves no money, but keeps books as a real one does, durable and in
 * transactions of its own, so that a rollback of ours does not undo what was "paid" there. It declines what was never
 * paid with money (route {@code NONE}).
 *
 * <p>For subscriptions whose id starts with {@code sub-poison-} it plays an unreachable gateway: after
 * {@code fairwell.refund.sandbox-timeout} it throws, without having done anything; a later look-up knows nothing.
 *
 * <p>Another implementation takes over with {@code fairwell.refund.gateway} set to anything but {@code sandbox}.
 */
@Component
@ConditionalOnProperty(name = "fairwell.refund.gateway", havingValue = "sandbox", matchIfMissing = true)
class SandboxGateway implements PaymentGateway {

    static final String POISON = "sub-poison-";

    private static final Logger LOG = LoggerFactory.getLogger(SandboxGateway.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Duration timeout;
    private final Duration keyLifetime;
    private final Clock clock;

    SandboxGateway(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            RefundProperties properties,
            Clock clock,
            @Value("${fairwell.demo:false}") boolean demo) {
        this.jdbc = jdbc;
        ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        timeout = properties.sandboxTimeout();
        keyLifetime = properties.keyLifetime();
        this.clock = clock;
        if (!demo) {
            LOG.warn("refunds go to the sandbox gateway: no money is moved");
        }
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public Duration keyLifetime() {
        return keyLifetime;
    }

    @Override
    public GatewayAnswer refund(GatewayRefund request) {
        timeOutIfPoisoned(request.subscriptionId());
        return ownTransaction.execute(status -> book(request));
    }

    @Override
    public Optional<GatewayAnswer> lookUp(GatewayRefund request) {
        return ownTransaction.execute(status -> find(request.key()).map(Payment::answer));
    }

    @Override
    public List<GatewayPayment> payments(Instant from, Instant to) {
        return ownTransaction.execute(status -> jdbc.sql("""
                        SELECT * FROM sandbox_payment WHERE created_at >= ? AND created_at < ? ORDER BY created_at, key
                        """)
                .param(from.atOffset(ZoneOffset.UTC))
                .param(to.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new GatewayPayment(
                        row.getString("key"),
                        amount(row),
                        answer(row),
                        row.getTimestamp("created_at").toInstant()))
                .list());
    }

    @Override
    public void revokeMandate(GatewayMandate mandate) {
        timeOutIfPoisoned(mandate.subscriptionId());
        ownTransaction.executeWithoutResult(status -> jdbc.sql("""
                        INSERT INTO sandbox_mandate (key, subscription_id, revoked_at) VALUES (?, ?, ?)
                        ON CONFLICT (key) DO NOTHING
                        """)
                .param(mandate.key())
                .param(mandate.subscriptionId())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    private GatewayAnswer book(GatewayRefund request) {
        GatewayAnswer answer = request.route().equals("NONE")
                ? GatewayAnswer.declined("NOTHING_WAS_PAID")
                : GatewayAnswer.accepted("SBX-" + request.key());
        jdbc.sql("""
                        INSERT INTO sandbox_payment
                          (key, case_number, amount_minor, currency, route, subscription_id, outcome, detail, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (key) DO NOTHING
                        """)
                .param(request.key())
                .param(request.caseNumber().value())
                .param(request.amount().getAmountMinorLong())
                .param(request.amount().getCurrencyUnit().getCode())
                .param(request.route())
                .param(request.subscriptionId())
                .param(answer.outcome().name())
                .param(answer.detail())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        Payment booked = find(request.key()).orElseThrow();
        if (!booked.amount().equals(request.amount())) {
            throw new IllegalStateException("key " + request.key() + " was used before with another amount");
        }
        return booked.answer();
    }

    private record Payment(Money amount, GatewayAnswer answer) {}

    private Optional<Payment> find(String key) {
        return jdbc.sql("SELECT amount_minor, currency, outcome, detail FROM sandbox_payment WHERE key = ?")
                .param(key)
                .query((row, n) -> new Payment(amount(row), answer(row)))
                .optional();
    }

    private static Money amount(ResultSet row) throws SQLException {
        return Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("amount_minor"));
    }

    private static GatewayAnswer answer(ResultSet row) throws SQLException {
        return new GatewayAnswer(
                Outcome.valueOf(row.getString("outcome")), row.getString("detail"), Settlement.PENDING);
    }

    private void timeOutIfPoisoned(String subscriptionId) {
        if (!subscriptionId.startsWith(POISON)) {
            return;
        }
        try {
            Thread.sleep(timeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayUnavailable("interrupted", e);
        }
        throw new GatewayUnavailable("the sandbox gateway timed out");
    }
}
