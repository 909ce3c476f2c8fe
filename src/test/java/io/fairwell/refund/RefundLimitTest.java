package io.fairwell.refund;

import static io.fairwell.refund.Orders.CASE;
import static io.fairwell.refund.Orders.order;
import static io.fairwell.refund.RefundOrder.TERM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Never more goes back than came in, out of each source. */
@RefundTest
class RefundLimitTest {

    @Autowired
    private Refunds refunds;

    @Autowired
    private FaultyGateway gateway;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void repair() {
        gateway.reset();
    }

    @Test
    void everythingMayGoBackAndNotACentMore() {
        refunds.pay(order("REFUND", "CNY 20.00", TERM, "CNY 30.00"));

        assertThatExceptionOfType(RefundExceeds.class)
                .isThrownBy(() -> refunds.pay(order("DISPUTE-1", "CNY 10.01", TERM, "CNY 30.00")))
                .withMessageContaining("CNY 10.00");
        assertThat(refunds.find(CASE, "DISPUTE-1")).isEmpty();
        assertThat(gateway.refunds).hasSize(1);

        assertThat(refunds.pay(order("DISPUTE-1", "CNY 10.00", TERM, "CNY 30.00")))
                .isEqualTo(RefundState.SUCCEEDED);
        new Ledger(jdbc).verify(CASE);
    }

    @Test
    void aRefusedFirstOrderLeavesNothingBehind() {
        assertThatExceptionOfType(RefundExceeds.class)
                .isThrownBy(() -> refunds.pay(order("REFUND", "CNY 30.01", TERM, "CNY 30.00")));
        assertThat(rows("refund_account") + rows("refund_intent") + rows("refund_posting"))
                .isZero();
    }

    @Test
    void anotherChargeIsAnotherSource() {
        refunds.pay(order("REFUND", "CNY 30.00", TERM, "CNY 30.00"));
        assertThat(refunds.pay(order("DISPUTE-1", "CNY 9.00", RefundOrder.charge(1), "CNY 9.00")))
                .isEqualTo(RefundState.SUCCEEDED);
    }

    @Test
    void theNewestFigureHolds() {
        refunds.pay(order("REFUND", "CNY 30.00", TERM, "CNY 30.00"));
        assertThat(refunds.pay(order("DISPUTE-1", "CNY 5.00", TERM, "CNY 35.00")))
                .isEqualTo(RefundState.SUCCEEDED);
        assertThatExceptionOfType(RefundExceeds.class)
                .isThrownBy(() -> refunds.pay(order("DISPUTE-2", "CNY 1.00", TERM, "CNY 10.00")));
        new Ledger(jdbc).verify(CASE);
    }

    @Test
    void whatWasRefusedLeavesRoomUntilAPersonPaysItAfterAll() {
        Money limit = Money.parse("CNY 30.00");
        refunds.pay(
                new RefundOrder("main", CASE, "REFUND", Money.parse("CNY 20.00"), "NONE", "sub-1", TERM, limit, null));
        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(RefundState.REJECTED);
        refunds.pay(order("DISPUTE-1", "CNY 20.00", TERM, "CNY 30.00"));

        assertThatExceptionOfType(RefundExceeds.class).isThrownBy(() -> refunds.settleByHand(CASE, true, "mia"));

        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(RefundState.REJECTED);
        new Ledger(jdbc).verify(CASE);
    }

    @Test
    void oneSourceHasOneCurrency() {
        refunds.pay(order("REFUND", "CNY 20.00", TERM, "CNY 30.00"));
        assertThatExceptionOfType(RefundMismatch.class)
                .isThrownBy(() -> refunds.pay(order("DISPUTE-1", "EUR 1.00", TERM, "EUR 30.00")));
        assertThatIllegalArgumentException().isThrownBy(() -> order("REFUND", "CNY 1.00", TERM, "EUR 30.00"));
    }

    @RepeatedTest(5)
    @Timeout(60)
    void ofTwoThatRaceForTheSameMoneyOneIsRefused() throws Exception {
        List<String> legs = List.of("REFUND", "DISPUTE-1", "DISPUTE-2", "DISPUTE-3");
        CyclicBarrier start = new CyclicBarrier(legs.size());
        ExecutorService pool = Executors.newFixedThreadPool(legs.size());
        try {
            List<Future<String>> told = legs.stream()
                    .map(leg -> pool.submit(() -> {
                        start.await(30, TimeUnit.SECONDS);
                        try {
                            return refunds.pay(order(leg, "CNY 20.00", TERM, "CNY 30.00"))
                                    .name();
                        } catch (RefundExceeds e) {
                            return "EXCEEDS";
                        }
                    }))
                    .toList();
            List<String> outcomes = new java.util.ArrayList<>();
            for (Future<String> one : told) {
                outcomes.add(one.get(50, TimeUnit.SECONDS));
            }
            assertThat(outcomes).containsExactlyInAnyOrder("SUCCEEDED", "EXCEEDS", "EXCEEDS", "EXCEEDS");
        } finally {
            pool.shutdownNow();
        }
        assertThat(rows("sandbox_payment")).isEqualTo(1);
        new Ledger(jdbc).verify(CASE);
    }

    private long rows(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
