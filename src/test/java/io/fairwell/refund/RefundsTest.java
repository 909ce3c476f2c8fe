package io.fairwell.refund;

import static io.fairwell.refund.Orders.CASE;
import static io.fairwell.refund.Orders.order;
import static io.fairwell.refund.RefundState.NEW;
import static io.fairwell.refund.RefundState.REJECTED;
import static io.fairwell.refund.RefundState.SENT;
import static io.fairwell.refund.RefundState.SUCCEEDED;
import static io.fairwell.refund.RefundState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fairwell.refund.FaultyGateway.Crash;
import io.fairwell.refund.FaultyGateway.Fault;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@RefundTest
class RefundsTest {

    private static final RefundOrder ORDER = order("CNY 22.00");

    @Autowired
    private Refunds refunds;

    @Autowired
    private RefundIntents intents;

    @Autowired
    private FaultyGateway gateway;

    @Autowired
    private RefundFindings findings;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void repair() {
        gateway.reset();
    }

    @Test
    void paysAndKeepsWhatTheGatewaySaid() {
        assertThat(refunds.pay(ORDER)).isEqualTo(SUCCEEDED);

        RefundIntent paid = refunds.find(CASE).orElseThrow();
        assertThat(paid.state()).isEqualTo(SUCCEEDED);
        assertThat(paid.amount()).isEqualTo(ORDER.amount());
        assertThat(paid.attempts()).isEqualTo(1);
        assertThat(paid.gatewayReference()).isEqualTo("SBX-" + paid.id());
        assertThat(gateway.refunds)
                .containsExactly(new GatewayRefund(paid.id().toString(), ORDER.amount(), "CARD", "sub-1", CASE, null));
        assertThat(gateway.lookUps).isEmpty();
        assertPaidOnce();
    }

    @Test
    void answersARepeatedOrderWithoutAnotherCall() {
        refunds.pay(ORDER);
        assertThat(refunds.pay(ORDER)).isEqualTo(SUCCEEDED);
        assertThat(refunds.lookUp(CASE)).isEqualTo(SUCCEEDED);
        assertThat(gateway.refunds).hasSize(1);
        assertThat(gateway.lookUps).isEmpty();
    }

    @Test
    void keepsARefusalAsItIs() {
        RefundOrder refused = order(Money.parse("CNY 5.00"), "NONE", "sub-1");
        assertThat(refunds.pay(refused)).isEqualTo(REJECTED);
        assertThat(refunds.pay(refused)).isEqualTo(REJECTED);
        assertThat(refunds.find(CASE).orElseThrow().declineReason()).isEqualTo("NOTHING_WAS_PAID");
        assertThat(gateway.refunds).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"JPY 120,120", "CNY 22.05,2205", "KWD 1.234,1234"})
    void storesAmountsInMinorUnits(String amount, long minor) {
        refunds.pay(order(amount));
        assertThat(jdbc.sql("SELECT amount_minor FROM refund_intent")
                        .query(Long.class)
                        .single())
                .isEqualTo(minor);
        assertThat(refunds.find(CASE).orElseThrow().amount()).isEqualTo(Money.parse(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CNY 0.00", "CNY -0.01"})
    void refusesToPayNothingOrLess(String amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> order(amount));
    }

    @Test
    void sendsAgainWithTheSameKeyWhatNeverArrived() {
        gateway.fault = Fault.NOT_APPLIED;
        assertThat(refunds.pay(ORDER)).isEqualTo(UNKNOWN);
        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(UNKNOWN);
        assertThat(payments()).isZero();

        gateway.fault = Fault.NONE;
        assertThat(refunds.lookUp(CASE)).isEqualTo(SUCCEEDED);
        assertThat(refunds.find(CASE).orElseThrow().attempts()).isEqualTo(2);
        assertPaidOnce();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsThePaymentWhoseAnswerWasLost(boolean byPaying) {
        gateway.fault = Fault.APPLIED_ANSWER_LOST;
        assertThat(refunds.pay(ORDER)).isEqualTo(UNKNOWN);

        gateway.fault = Fault.NONE;
        assertThat(byPaying ? refunds.pay(ORDER) : refunds.lookUp(CASE)).isEqualTo(SUCCEEDED);
        assertThat(gateway.refunds).hasSize(1);
        assertPaidOnce();
    }

    @Test
    void sendsNothingWhileTheGatewayCannotBeAsked() {
        gateway.fault = Fault.NOT_APPLIED;
        refunds.pay(ORDER);
        gateway.fault = Fault.LOOK_UP_UNAVAILABLE;
        assertThat(refunds.lookUp(CASE)).isEqualTo(UNKNOWN);
        assertThat(refunds.pay(ORDER)).isEqualTo(UNKNOWN);
        assertThat(gateway.refunds).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_BEFORE_CALL", "CRASH_AFTER_CALL"})
    void paysOnceAcrossACrash(Fault crash) {
        gateway.fault = crash;
        assertThatExceptionOfType(Crash.class).isThrownBy(() -> inTransaction(() -> refunds.pay(ORDER)));
        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(SENT);

        gateway.fault = Fault.NONE;
        assertThat(refunds.pay(ORDER)).isEqualTo(SUCCEEDED);
        assertThat(gateway.lookUps).hasSize(1);
        assertThat(gateway.refunds).hasSize(crash == Fault.CRASH_BEFORE_CALL ? 2 : 1);
        assertPaidOnce();
    }

    @Test
    void paysWhatACrashLeftUnsent() {
        assertThat(intents.add(ORDER).state()).isEqualTo(NEW);
        assertThat(refunds.lookUp(CASE)).isEqualTo(SUCCEEDED);
        assertThat(gateway.lookUps).isEmpty();
        assertPaidOnce();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "NOT_APPLIED", "APPLIED_ANSWER_LOST"})
    void aRollbackOfTheCallerForgetsNothing(Fault fault) {
        gateway.fault = fault;
        assertThatExceptionOfType(Crash.class)
                .isThrownBy(() -> inTransaction(() -> {
                    refunds.pay(ORDER);
                    throw new Crash();
                }));
        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(fault == Fault.NONE ? SUCCEEDED : UNKNOWN);

        gateway.fault = Fault.NONE;
        assertThat(refunds.pay(ORDER)).isEqualTo(SUCCEEDED);
        assertPaidOnce();
    }

    @Test
    void commitsSentBeforeTheCall() {
        List<RefundState> seen = new ArrayList<>();
        RefundCalls watched = new RefundCalls(
                intents,
                findings,
                new FaultyGateway(gateway) {
                    @Override
                    public GatewayAnswer refund(GatewayRefund request) {
                        seen.add(fromAnotherConnection(() -> intents.find(CASE, RefundOrder.REFUND)
                                .orElseThrow()
                                .state()));
                        return super.refund(request);
                    }
                },
                clock);
        inTransaction(() -> watched.proceed(intents.add(ORDER), false));
        assertThat(seen).containsExactly(SENT);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void paysWhileTheCallerHoldsTheLockOfTheCase() {
        jdbc.sql("""
                INSERT INTO cancellation_case
                    (case_number, subscription_id, customer_id, status, declared_at, updated_at, body)
                VALUES (?, 'sub-1', 'c', 'EXECUTING', now(), now(), '{}')""").param(CASE.value()).update();
        RefundState state = inTransaction(() -> {
            jdbc.sql("SELECT 1 FROM cancellation_case FOR UPDATE").query().singleValue();
            return refunds.pay(ORDER);
        });
        assertThat(state).isEqualTo(SUCCEEDED);
    }

    @ParameterizedTest
    @CsvSource({"PT23H59M59S,true", "PT24H,false", "PT9999H,false"})
    void sendsAgainOnlyWhileTheGatewayHonoursTheKey(Duration later, boolean sentAgain) {
        gateway.fault = Fault.NOT_APPLIED;
        refunds.pay(ORDER);
        clock.plus(later);
        gateway.fault = Fault.NONE;

        assertThat(refunds.lookUp(CASE)).isEqualTo(sentAgain ? SUCCEEDED : UNKNOWN);
        assertThat(gateway.refunds).hasSize(sentAgain ? 2 : 1);
        assertThat(payments()).isEqualTo(sentAgain ? 1 : 0);
    }

    @Test
    void anotherAttemptDoesNotProlongTheLifeOfTheKey() {
        gateway.fault = Fault.NOT_APPLIED;
        refunds.pay(ORDER);
        clock.plus(Duration.ofHours(20));
        assertThat(refunds.lookUp(CASE)).isEqualTo(UNKNOWN);
        clock.plus(Duration.ofHours(5));
        gateway.fault = Fault.NONE;
        assertThat(refunds.lookUp(CASE)).isEqualTo(UNKNOWN);
        assertThat(payments()).isZero();
    }

    @Test
    void stillLooksUpWhenTheKeyIsTooOldToSend() {
        gateway.fault = Fault.APPLIED_ANSWER_LOST;
        refunds.pay(ORDER);
        clock.plus(Duration.ofDays(30));
        assertThat(refunds.lookUp(CASE)).isEqualTo(SUCCEEDED);
        assertPaidOnce();
    }

    @Test
    void refusesTheSameRefundWithOtherFacts() {
        refunds.pay(ORDER);
        assertThatExceptionOfType(RefundMismatch.class).isThrownBy(() -> refunds.pay(order("CNY 22.01")));
        assertThatExceptionOfType(RefundMismatch.class).isThrownBy(() -> refunds.pay(order("EUR 22.00")));
        assertThatExceptionOfType(RefundMismatch.class)
                .isThrownBy(() -> refunds.pay(order(ORDER.amount(), "CARD", "sub-2")));
        assertThat(gateway.refunds).hasSize(1);
    }

    @Test
    void paysEachLegOnItsOwn() {
        refunds.pay(ORDER);
        refunds.pay(Orders.leg("STRAY-1", Money.parse("CNY 3.00"), "CARD", "sub-1"));
        assertThat(payments()).isEqualTo(2);
        assertThat(refunds.find(CASE).orElseThrow().amount()).isEqualTo(ORDER.amount());
    }

    @RepeatedTest(3)
    @Timeout(60)
    void paysOnceHoweverManyOrderItAtOnce() throws Exception {
        int threads = 32;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<RefundState>> told = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                told.add(pool.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return refunds.pay(ORDER);
                }));
            }
            for (Future<RefundState> one : told) {
                assertThat(one.get(50, TimeUnit.SECONDS)).isIn(SUCCEEDED, UNKNOWN);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(SUCCEEDED);
        assertPaidOnce();
    }

    @Test
    void remainsUnknownWhereTheGatewayIsUnreachable() {
        RefundOrder poisoned = order(Money.parse("CNY 9.00"), "CARD", "sub-poison-1");
        assertThat(refunds.pay(poisoned)).isEqualTo(UNKNOWN);
        assertThat(refunds.lookUp(CASE)).isEqualTo(UNKNOWN);
        assertThat(payments()).isZero();
        assertThat(refunds.settleByHand(CASE, false, "mia")).isEqualTo(REJECTED);
    }

    @Test
    void revokesAMandateOncePerCase() {
        refunds.revokeMandate("main", "sub-1", "md-7", CASE);
        refunds.revokeMandate("main", "sub-1", "md-7", CASE);
        assertThat(jdbc.sql("SELECT subscription_id FROM sandbox_mandate")
                        .query(String.class)
                        .list())
                .containsExactly("sub-1");
        assertThatExceptionOfType(GatewayUnavailable.class)
                .isThrownBy(() -> refunds.revokeMandate("main", "sub-poison-1", null, CASE));
    }

    @Test
    void knowsNoRefundThatWasNeverOrdered() {
        assertThat(refunds.find(CASE)).isEmpty();
        assertThatExceptionOfType(RefundNotFound.class).isThrownBy(() -> refunds.lookUp(CASE));
        assertThatExceptionOfType(RefundNotFound.class).isThrownBy(() -> refunds.settleByHand(CASE, true, "mia"));
    }

    /** Never more than one payment, and never another key or amount than the intent's. */
    private void assertPaidOnce() {
        RefundIntent intent = refunds.find(CASE).orElseThrow();
        assertThat(payments()).isEqualTo(1);
        assertThat(gateway.refunds).allSatisfy(sent -> {
            assertThat(sent.key()).isEqualTo(intent.id().toString());
            assertThat(sent.amount()).isEqualTo(intent.amount());
        });
    }

    private long payments() {
        return jdbc.sql("SELECT count(*) FROM sandbox_payment")
                .query(Long.class)
                .single();
    }

    private <T> T inTransaction(Callable<T> work) {
        return new TransactionTemplate(transactions).execute(status -> {
            try {
                return work.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static <T> T fromAnotherConnection(Callable<T> work) {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            return other.submit(work).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            other.shutdownNow();
        }
    }
}
