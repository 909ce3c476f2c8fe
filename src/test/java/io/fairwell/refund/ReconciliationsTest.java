package io.fairwell.refund;

import static io.fairwell.refund.Orders.CASE;
import static io.fairwell.refund.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.refund.FaultyGateway.Crash;
import io.fairwell.refund.FaultyGateway.Fault;
import io.fairwell.refund.Finding.Kind;
import io.fairwell.refund.Reconciliation.State;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Our books against the gateway's, both ways. */
@RefundTest
class ReconciliationsTest {

    private static final RefundOrder ORDER = order("CNY 22.00");

    @Autowired
    private Refunds refunds;

    @Autowired
    private Reconciliations reconciliations;

    @Autowired
    private ReconciliationRuns runs;

    @Autowired
    private RefundFindings findings;

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
    void findsNothingWhereTheBooksAgree() {
        refunds.pay(ORDER);
        refunds.pay(Orders.leg("DISPUTE-1", Money.parse("CNY 3.00"), "NONE", "sub-1"));
        clock.plus(Duration.ofSeconds(1));

        Reconciliation run = run();

        assertThat(run.state()).isEqualTo(State.DONE);
        assertThat(run.compared()).isEqualTo(2);
        assertThat(run.healed() + run.found()).isZero();
    }

    @Test
    void healsWhatIsUnknownHereAndKnownThere() {
        gateway.fault = Fault.APPLIED_ANSWER_LOST;
        refunds.pay(ORDER);
        gateway.fault = Fault.NONE;
        clock.plus(Duration.ofMinutes(1));

        Reconciliation run = run();

        assertThat(run.healed()).isEqualTo(1);
        assertThat(refunds.find(CASE).orElseThrow().settlement()).isEqualTo(Settlement.SETTLED);
        assertThat(told.progress).hasSize(1);
        assertThat(run().healed()).isZero();
        new Ledger(jdbc).verify(CASE);
    }

    @Test
    void learnsWhereTheMoneyIs() {
        faults.add("", SandboxFault.Kind.RETURNED, 1);
        refunds.pay(ORDER);
        clock.plus(Duration.ofMinutes(1));

        assertThat(run().healed()).isEqualTo(1);

        assertThat(refunds.find(CASE).orElseThrow().settlement()).isEqualTo(Settlement.RETURNED);
    }

    /** Restored to a time before the call: the order is there, and nothing else is known. */
    @Test
    void healsWhatARestoreForgot() {
        refunds.pay(ORDER);
        restoreBeforeTheCall();
        clock.plus(Duration.ofHours(1));

        assertThat(run().healed()).isEqualTo(1);

        assertThat(refunds.pay(ORDER)).isEqualTo(RefundState.SUCCEEDED);
        assertThat(gateway.refunds).hasSize(1);
    }

    /** Restored to a time before the order: the same order gets the same key, so the gateway knows it. */
    @Test
    void whatARestoreForgotAltogetherIsFoundAndNotPaidTwice() {
        refunds.pay(ORDER);
        forget();
        clock.plus(Duration.ofHours(1));

        assertThat(run().found()).isEqualTo(1);
        assertThat(told.findings).extracting(Finding::kind).containsExactly(Kind.MISSING_HERE);

        assertThat(refunds.pay(ORDER)).isEqualTo(RefundState.SUCCEEDED);
        assertThat(jdbc.sql("SELECT count(*) FROM sandbox_payment")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"NEW, PT14M, 0", "NEW, PT16M, 1", "SENT, PT14M, 0", "SENT, PT16M, 1"})
    void leavesAloneWhatIsUnderWay(RefundState state, Duration age, int healed) {
        gateway.fault = Fault.CRASH_AFTER_CALL;
        assertThatExceptionOfType(Crash.class).isThrownBy(() -> refunds.pay(ORDER));
        if (state == RefundState.NEW) {
            restoreBeforeTheCall();
        }
        clock.plus(age);

        assertThat(run().healed()).isEqualTo(healed);
        assertThat(run().found()).isZero();
    }

    @Test
    void somethingThatTheGatewayDoesNotKnowIsFound() {
        refunds.pay(ORDER);
        jdbc.sql("DELETE FROM sandbox_payment").update();
        clock.plus(Duration.ofMinutes(1));

        assertThat(run().found()).isEqualTo(1);
        assertThat(told.findings).extracting(Finding::kind).containsExactly(Kind.MISSING_THERE);
        assertThat(told.findings.get(0).ours()).isEqualTo("SUCCEEDED PENDING CNY 22.00");
        assertThat(told.findings.get(0).theirs()).isNull();
    }

    @Test
    void aPaymentThatNobodyOrderedIsFound() {
        stray("not-ours", "sub-9");
        clock.plus(Duration.ofMinutes(1));

        assertThat(run().found()).isEqualTo(1);

        assertThat(told.findings).extracting(Finding::key).containsExactly("not-ours");
        assertThat(told.findings.get(0).theirs()).isEqualTo("ACCEPTED SETTLED CNY 5.00");
        assertThat(told.findings.get(0).caseNumber()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherAmountIsFoundAndNothingIsTakenOverFromIt(boolean unknown) {
        gateway.fault = unknown ? Fault.APPLIED_ANSWER_LOST : Fault.NONE;
        refunds.pay(ORDER);
        gateway.fault = Fault.NONE;
        jdbc.sql("UPDATE sandbox_payment SET amount_minor = 2201").update();
        RefundIntent before = refunds.find(CASE).orElseThrow();
        clock.plus(Duration.ofMinutes(1));

        assertThat(run().found()).isEqualTo(1);

        assertThat(told.findings).extracting(Finding::kind).containsExactly(Kind.AMOUNT_DIFFERS);
        assertThat(refunds.find(CASE)).contains(before);
    }

    @ParameterizedTest
    @CsvSource({"true, 'SUCCEEDED BY_HAND NONE CNY 22.00'", "false, 'REJECTED BY_HAND NONE CNY 22.00'"})
    void whatAPersonSettledAndTheGatewayPaidIsFound(boolean paid, String ours) {
        gateway.fault = Fault.APPLIED_ANSWER_LOST;
        refunds.pay(ORDER);
        gateway.fault = Fault.NONE;
        refunds.settleByHand(CASE, paid, "mia");
        clock.plus(Duration.ofMinutes(1));

        assertThat(run().found()).isEqualTo(1);

        assertThat(told.findings).extracting(Finding::kind).containsExactly(Kind.STATE_DIFFERS);
        assertThat(told.findings.get(0).ours()).isEqualTo(ours);
    }

    @Test
    void whatAPersonSettledAndTheGatewayNeverGotIsNone() {
        gateway.fault = Fault.NOT_APPLIED;
        refunds.pay(ORDER);
        gateway.fault = Fault.NONE;
        refunds.settleByHand(CASE, true, "mia");
        clock.plus(Duration.ofMinutes(1));

        assertThat(run().found()).isZero();
    }

    @Test
    void eachFindingIsToldOnceHoweverManyWindowsContainIt() {
        stray("not-ours", "sub-9");
        for (int day = 0; day < 3; day++) {
            clock.plus(Duration.ofHours(12));
            run();
        }
        assertThat(told.findings).hasSize(1);
        assertThat(reconciliations.findings("main", true, 10)).hasSize(1);
    }

    /** One second before, at, and after the end of a run: seen by this one or the next. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void nothingIsMissedAtTheBorder(long seconds) {
        refunds.pay(ORDER);
        clock.plus(Duration.ofDays(10));
        Instant end = clock.instant();
        run();
        clock.set(end.plusSeconds(seconds));
        stray("at-the-border", "sub-9");
        clock.set(end.plus(Duration.ofDays(1)));

        run();

        assertThat(told.findings).extracting(Finding::key).containsExactly("at-the-border");
    }

    /** The gateway took it in one window, and its yes reached us in another. */
    @Test
    void aYesThatCameLateIsNotMissing() {
        gateway.fault = Fault.APPLIED_ANSWER_LOST;
        refunds.pay(ORDER);
        clock.plus(Duration.ofDays(5));
        Instant afterThePayment = clock.instant();
        gateway.fault = Fault.NONE;
        refunds.lookUp(CASE);
        clock.plus(Duration.ofMinutes(1));
        // Only the days after the payment are compared.
        jdbc.sql("""
                        INSERT INTO refund_reconciliation (gateway, state, from_at, to_at, started_at, alive_at, ended_at)
                        VALUES ('sandbox', 'DONE', :from, :to, :to, :to, :to)
                        """)
                .param("from", afterThePayment.minusSeconds(1).atOffset(ZoneOffset.UTC))
                .param("to", afterThePayment.atOffset(ZoneOffset.UTC))
                .update();

        Reconciliation run = run();

        assertThat(run.from()).isAfter(MutableClock.START);
        assertThat(run.compared()).isEqualTo(1);
        assertThat(run.found()).isZero();
    }

    @Test
    void comparesOnceADayAndAfterAFailureSooner() {
        reconciliations.runIfDue();
        assertThat(count()).isEqualTo(1);
        clock.plus(Duration.ofHours(23));
        reconciliations.runIfDue();
        assertThat(count()).isEqualTo(1);
        clock.plus(Duration.ofHours(1));
        gateway.fault = Fault.LIST_UNAVAILABLE;
        reconciliations.runIfDue();
        assertThat(latest().state()).isEqualTo(State.FAILED);
        assertThat(latest().error()).isEqualTo("GATEWAY_UNAVAILABLE");
        gateway.fault = Fault.NONE;
        clock.plus(Duration.ofMinutes(14));
        reconciliations.runIfDue();
        assertThat(count()).isEqualTo(2);
        clock.plus(Duration.ofMinutes(1));
        reconciliations.runIfDue();
        assertThat(count()).isEqualTo(3);
        assertThat(latest().state()).isEqualTo(State.DONE);
        assertThat(latest().from()).as("covers the failed one's time").isBefore(MutableClock.START);
    }

    @Test
    void whoeverAsksMayReachBackButLeavesNoGap() {
        run();
        clock.plus(Duration.ofDays(3));
        Instant now = clock.instant();
        Instant usual = now.minus(Duration.ofDays(4));

        assertThat(reconciliations.run(now.minusSeconds(60)).orElseThrow().from())
                .isEqualTo(usual);
        Instant longAgo = now.minus(Duration.ofDays(40));
        assertThat(reconciliations.run(longAgo).orElseThrow().from()).isEqualTo(longAgo);
    }

    @Test
    @Timeout(60)
    void onlyOneRunsAtATimeAndOneThatDiesIsTakenOver() throws Exception {
        Reconciliation dead = runs.start("sandbox", null).orElseThrow();

        assertThat(fromAnotherNode(() -> reconciliations.run(null))).isEmpty();
        assertThat(runs.isDue()).isFalse();
        clock.plus(Duration.ofMinutes(31));
        assertThat(runs.isDue()).isTrue();
        reconciliations.runIfDue();

        assertThat(latest().state()).isEqualTo(State.DONE);
        assertThat(runs.get(dead.id()).error()).isEqualTo("ABANDONED");
        assertThat(runs.goOn(dead, Reconciliation.Tally.NOTHING))
                .as("whoever comes back from the dead stops")
                .isFalse();
        assertThat(runs.get(dead.id()).state()).isEqualTo(State.FAILED);
    }

    @Test
    void aFindingIsResolvedOnceByItsTenant() {
        stray("not-ours", "sub-9");
        clock.plus(Duration.ofMinutes(1));
        run();
        UUID id = told.findings.get(0).id();

        assertThatExceptionOfType(FindingUnknown.class)
                .isThrownBy(() -> reconciliations.resolve("north", id, "ops", "Ours"));
        Finding resolved = reconciliations.resolve("main", id, "ops", "Made in the dashboard");
        Finding again = reconciliations.resolve("main", id, "other", "Something else");

        assertThat(resolved.resolution())
                .isEqualTo(new Finding.Resolution(clock.instant(), "ops", "Made in the dashboard"));
        assertThat(again).isEqualTo(resolved);
        assertThat(reconciliations.findings("main", true, 10)).isEmpty();
        assertThat(reconciliations.findings("main", false, 10)).containsExactly(resolved);
        assertThat(reconciliations.findings("north", false, 10)).isEmpty();
    }

    @Test
    void aFindingThatCouldNotBeToldIsToldLater() {
        told.deaf = true;
        stray("not-ours", "sub-9");
        clock.plus(Duration.ofMinutes(1));
        run();
        told.deaf = false;
        clock.plus(Duration.ofMinutes(1));

        findings.tellWhatIsLeft();
        findings.tellWhatIsLeft();

        assertThat(told.findings).extracting(Finding::key).containsExactly("not-ours");
    }

    private void stray(String key, String subscription) {
        gateway.refund(new GatewayRefund(key, Money.parse("CNY 5.00"), "CARD", subscription, CASE, null));
    }

    private void restoreBeforeTheCall() {
        asReplica(
                "DELETE FROM refund_line WHERE posting_id IN (SELECT id FROM refund_posting WHERE kind <> 'ORDERED')",
                "DELETE FROM refund_posting WHERE kind <> 'ORDERED'",
                """
                UPDATE refund_intent SET state = 'NEW', attempts = 0, gateway = NULL, first_sent_at = NULL, answered_at = NULL,
                    settlement = 'NONE', gateway_reference = NULL, next_check_at = NULL""");
    }

    private void forget() {
        asReplica(
                "DELETE FROM refund_line",
                "DELETE FROM refund_posting",
                "DELETE FROM refund_intent",
                "DELETE FROM refund_account");
    }

    /** What only a restore can do: the ledger refuses it. */
    private void asReplica(String... statements) {
        jdbc.sql("BEGIN; SET LOCAL session_replication_role = replica; " + String.join("; ", statements) + "; COMMIT")
                .update();
    }

    private Reconciliation run() {
        return reconciliations.run(null).orElseThrow();
    }

    private Reconciliation latest() {
        return reconciliations.latest(1).get(0);
    }

    private int count() {
        return reconciliations.latest(100).size();
    }

    private static <T> T fromAnotherNode(Callable<T> work) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            return other.submit(work).get(30, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
    }
}
