package io.fairwell.refund;

import static io.fairwell.refund.Orders.CASE;
import static io.fairwell.refund.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.refund.FaultyGateway.Crash;
import io.fairwell.refund.FaultyGateway.Fault;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RefundTest
class RefundJanitorTest {

    private static final RefundOrder ORDER = order("CNY 22.00");

    @Autowired
    private Refunds refunds;

    @Autowired
    private RefundIntents intents;

    @Autowired
    private RefundJanitor janitor;

    @Autowired
    private FaultyGateway gateway;

    @Autowired
    private SandboxFaults faults;

    @Autowired
    private Told told;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @BeforeEach
    void repair() {
        gateway.reset();
        told.reset();
    }

    @Test
    void asksAfterFiveMinutesThenAnHourThenDaily() {
        gateway.fault = Fault.NOT_APPLIED;
        refunds.pay(ORDER);
        gateway.fault = Fault.LOOK_UP_UNAVAILABLE;

        for (String pause : List.of("PT5M", "PT1H", "P1D", "P1D", "P1D")) {
            clock.plus(Duration.parse(pause).minusSeconds(1));
            assertThat(janitor.checkDue()).as("before %s", pause).isZero();
            clock.plus(Duration.ofSeconds(1));
            assertThat(janitor.checkDue()).as("after %s", pause).isEqualTo(1);
        }
        assertThat(gateway.lookUps).hasSize(5);
        assertThat(told.progress).isEmpty();
    }

    @Test
    void tellsTheCaseWhatItFound() {
        gateway.fault = Fault.APPLIED_ANSWER_LOST;
        refunds.pay(ORDER);
        gateway.fault = Fault.NONE;
        clock.plus(Duration.ofMinutes(5));

        janitor.checkDue();

        assertThat(told.progress).extracting(RefundProgressed::state).containsExactly(RefundState.SUCCEEDED);
        assertThat(gateway.refunds).hasSize(1);
        new Ledger(jdbc).verify(CASE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_BEFORE_CALL", "CRASH_AFTER_CALL"})
    void takesUpWhatADeadNodeLeft(Fault crash) {
        gateway.fault = crash;
        assertThatExceptionOfType(Crash.class).isThrownBy(() -> refunds.pay(ORDER));
        gateway.fault = Fault.NONE;

        clock.plus(Duration.ofMinutes(4));
        assertThat(janitor.checkDue()).as("it may still be alive").isZero();
        clock.plus(Duration.ofMinutes(1));
        assertThat(janitor.checkDue()).isEqualTo(1);

        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(RefundState.SUCCEEDED);
        assertThat(jdbc.sql("SELECT count(*) FROM sandbox_payment")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(told.progress).hasSize(1);
    }

    @Test
    void leavesWhatWasNeverSentToItsCase() {
        intents.add(ORDER);
        clock.plus(Duration.ofDays(30));
        assertThat(janitor.checkDue()).isZero();
    }

    @Test
    void leavesToAPersonWhatIsTooOldToBeSentAgain() {
        gateway.fault = Fault.NOT_APPLIED;
        refunds.pay(ORDER);
        gateway.fault = Fault.NONE;
        clock.plus(Duration.ofDays(2));

        janitor.checkDue();

        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(RefundState.UNKNOWN);
        assertThat(gateway.refunds).hasSize(1);
    }

    @Test
    void asksOnceADayWhereTheMoneyIsAndStopsAfterAMonth() {
        faults.add("", SandboxFault.Kind.NEVER_SETTLES, 1);
        refunds.pay(ORDER);
        int asked = 0;
        for (int day = 0; day < 60; day++) {
            clock.plus(Duration.ofDays(1));
            asked += janitor.checkDue();
        }
        assertThat(asked).isEqualTo(30);
        assertThat(told.progress).isEmpty();
    }

    @Test
    void learnsThatMoneyHasArrivedWithoutACallback() {
        refunds.pay(ORDER);
        clock.plus(Duration.ofDays(1));
        janitor.checkDue();
        assertThat(told.progress).extracting(RefundProgressed::settlement).containsExactly(Settlement.SETTLED);
        clock.plus(Duration.ofDays(1));
        assertThat(janitor.checkDue()).isZero();
    }

    @Test
    void anAcceptedPaymentThatTheGatewayDoesNotKnowIsAFinding() {
        refunds.pay(ORDER);
        jdbc.sql("DELETE FROM sandbox_payment").update();
        clock.plus(Duration.ofDays(1));
        janitor.checkDue();
        assertThat(told.findings).extracting(Finding::kind).containsExactly(Finding.Kind.MISSING_THERE);
        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(RefundState.SUCCEEDED);
    }

    @Test
    void neverAsksAnotherGatewayThanTheOneThatHasIt() {
        gateway.fault = Fault.NOT_APPLIED;
        refunds.pay(ORDER);
        gateway.fault = Fault.NONE;
        jdbc.sql("UPDATE refund_intent SET gateway = 'former'").update();
        clock.plus(Duration.ofMinutes(5));

        janitor.checkDue();

        assertThat(gateway.lookUps).isEmpty();
        assertThat(gateway.refunds).hasSize(1);
        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(RefundState.UNKNOWN);
    }

    @Test
    void aGatewayThatIsAwayIsNotAskedAboutEachRefundInOneRound() {
        gateway.fault = Fault.NOT_APPLIED;
        legs(10);
        gateway.fault = Fault.LOOK_UP_UNAVAILABLE;
        clock.plus(Duration.ofMinutes(5));

        assertThat(janitor.checkDue()).isEqualTo(3);
        assertThat(janitor.checkDue()).isEqualTo(3);
    }

    @Test
    @Timeout(60)
    void anyNumberOfNodesTakeEachRefundOnce() throws Exception {
        gateway.fault = Fault.APPLIED_ANSWER_LOST;
        legs(24);
        gateway.fault = Fault.NONE;
        clock.plus(Duration.ofMinutes(5));
        int nodes = 3;
        CyclicBarrier start = new CyclicBarrier(nodes);
        ExecutorService pool = Executors.newFixedThreadPool(nodes);
        int asked = 0;
        try {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                runs.add(pool.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return janitor.checkDue();
                }));
            }
            for (Future<Integer> run : runs) {
                asked += run.get(50, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(asked).isEqualTo(24);
        assertThat(gateway.lookUps).hasSize(24).doesNotHaveDuplicates();
        assertThat(told.progress).hasSize(24);
        assertThat(gateway.refunds).hasSize(24);
        new Ledger(jdbc).verify(CASE);
    }

    private void legs(int count) {
        for (int i = 1; i <= count; i++) {
            refunds.pay(Orders.leg("DISPUTE-" + i, Money.parse("CNY 1.00"), "CARD", "sub-1"));
        }
    }
}
