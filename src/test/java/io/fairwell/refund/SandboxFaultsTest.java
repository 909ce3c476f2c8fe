package io.fairwell.refund;

import static io.fairwell.refund.Orders.CASE;
import static io.fairwell.refund.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.refund.SandboxFault.Kind;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sandbox settles by itself, and misbehaves as it is told; whatever it does, each refund is paid once. */
@RefundTest
class SandboxFaultsTest {

    private static final RefundOrder ORDER = order("CNY 22.00");

    @Autowired
    private Refunds refunds;

    @Autowired
    private SandboxFaults faults;

    @Autowired
    private SandboxCallbacks callbacks;

    @Autowired
    private RefundJanitor janitor;

    @Autowired
    private FaultyGateway gateway;

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
    void settlesByItselfAndCallsBackOnce() {
        refunds.pay(ORDER);
        clock.plus(Duration.ofSeconds(19));
        assertThat(callbacks.callBack()).isZero();
        clock.plus(Duration.ofSeconds(1));

        assertThat(callbacks.callBack()).isEqualTo(1);
        assertThat(callbacks.callBack()).isZero();

        assertThat(told.progress).extracting(RefundProgressed::settlement).containsExactly(Settlement.SETTLED);
        new Ledger(jdbc).verify(CASE);
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT,              UNKNOWN,   0, SUCCEEDED, SETTLED",
        "APPLIED_THEN_TIMEOUT, UNKNOWN,   1, SUCCEEDED, SETTLED",
        "APPLIED_THEN_ERROR,   UNKNOWN,   1, SUCCEEDED, SETTLED",
        "DECLINE,              REJECTED,  1, REJECTED,  NONE",
        "SLOW,                 SUCCEEDED, 1, SUCCEEDED, SETTLED",
        "NEVER_SETTLES,        SUCCEEDED, 1, SUCCEEDED, PENDING",
        "RETURNED,             SUCCEEDED, 1, SUCCEEDED, RETURNED",
        "CALLBACK_TWICE,       SUCCEEDED, 1, SUCCEEDED, SETTLED"
    })
    void misbehavesOnceAsItIsTold(Kind kind, RefundState first, int booked, RefundState last, Settlement settlement) {
        faults.add("sub-", kind, 1);

        assertThat(refunds.pay(ORDER)).isEqualTo(first);
        assertThat(payments()).isEqualTo(booked);
        assertThat(faults.pending()).isEmpty();
        clock.plus(Duration.ofMinutes(5));
        janitor.checkDue();
        clock.plus(Duration.ofMinutes(5));
        int calls = callbacks.callBack();

        assertThat(calls)
                .isEqualTo(
                        settlement == Settlement.NONE || settlement == Settlement.PENDING
                                ? 0
                                : kind == Kind.CALLBACK_TWICE ? 2 : 1);
        RefundIntent intent = refunds.find(CASE).orElseThrow();
        assertThat(intent.state()).isEqualTo(last);
        assertThat(intent.settlement()).isEqualTo(settlement);
        assertThat(payments()).isEqualTo(1);
        assertThat(told.findings).isEmpty();
        assertThat(told.progress).doesNotHaveDuplicates();
        new Ledger(jdbc).verify(CASE);
    }

    @Test
    void concernsOnlyWhatItIsToldAndInOrder() {
        faults.add("sub-other", Kind.DECLINE, 1);
        faults.add("sub-1", Kind.TIMEOUT, 2);
        faults.add("", Kind.DECLINE, 1);

        assertThat(refunds.pay(ORDER)).isEqualTo(RefundState.UNKNOWN);
        assertThat(refunds.lookUp(CASE)).isEqualTo(RefundState.UNKNOWN);
        assertThat(refunds.lookUp(CASE)).isEqualTo(RefundState.REJECTED);

        assertThat(faults.pending())
                .extracting(SandboxFault::subscriptionPrefix)
                .isEqualTo(List.of("sub-other"));
        faults.clear();
        assertThat(faults.pending()).isEmpty();
        assertThat(refunds.pay(Orders.leg("DISPUTE-1", Money.parse("CNY 1.00"), "CARD", "sub-other-1")))
                .isEqualTo(RefundState.SUCCEEDED);
    }

    @Test
    void aPrefixIsNoPattern() {
        faults.add("sub%", Kind.DECLINE, 1);
        assertThat(refunds.pay(ORDER)).isEqualTo(RefundState.SUCCEEDED);
    }

    private long payments() {
        return jdbc.sql("SELECT count(*) FROM sandbox_payment")
                .query(Long.class)
                .single();
    }
}
