package io.fairwell.refund;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CaseNumber;
import io.fairwell.refund.FaultyGateway.Crash;
import io.fairwell.refund.FaultyGateway.Fault;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeTry;
import org.joda.money.Money;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContextManager;

/**
 * Anything may happen to three refunds that share 30.00, in any order: answers, silence, deaths of the node, callbacks,
 * decisions of people, time, the clock's checks and comparisons. After each step the books are right.
 */
@RefundTest
class LedgerPropertiesTest {

    private static final List<String> LEGS = List.of("REFUND", "DISPUTE-1", "DISPUTE-2");
    private static final Map<String, String> AMOUNTS =
            Map.of("REFUND", "CNY 20.00", "DISPUTE-1", "CNY 10.00", "DISPUTE-2", "CNY 5.00");
    private static final AtomicInteger CASES = new AtomicInteger();

    enum Move {
        PAY,
        LOOK_UP,
        CALL_BACK,
        FOUND_PAID,
        FOUND_UNPAID,
        PAID_INSTEAD,
        REPLACED,
        TIME_PASSES,
        CHECK,
        COMPARE
    }

    record Step(Move move, String leg, Fault fault, boolean declined, Duration time, int settlement) {}

    @Autowired
    private Refunds refunds;

    @Autowired
    private RefundJanitor janitor;

    @Autowired
    private Reconciliations reconciliations;

    @Autowired
    private FaultyGateway gateway;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    private final Map<String, RefundIntent> known = new HashMap<>();

    @BeforeTry
    void prepare() throws Exception {
        new TestContextManager(getClass()).prepareTestInstance(this);
        gateway.reset();
        known.clear();
        clock.reset();
        // Comparisons of tries before lie in the future now, and the next one begins where the last one ended.
        jdbc.sql("DELETE FROM refund_reconciliation").update();
    }

    @Property(tries = 40)
    void theBooksAreRightAfterEachStep(@ForAll("steps") List<Step> steps) {
        CaseNumber number = Orders.numbered("FW-20260310-" + base(CASES.incrementAndGet()));
        for (Step step : steps) {
            take(step, number);
            verify(number);
        }
        gateway.reset();
        clock.plus(Duration.ofHours(1));
        reconciliations.run(null);
        verify(number);
        LEGS.forEach(leg -> refunds.find(number, leg).ifPresent(this::agreesOrIsFound));
    }

    private void take(Step step, CaseNumber number) {
        gateway.fault = step.fault();
        RefundOrder order = order(step, number);
        try {
            switch (step.move()) {
                case PAY -> refunds.pay(order);
                case LOOK_UP -> refunds.lookUp(number, step.leg());
                case CALL_BACK -> callBack(step, number);
                case FOUND_PAID -> refunds.settleByHand(number, step.leg(), true, "mia");
                case FOUND_UNPAID -> refunds.settleByHand(number, step.leg(), false, "mia");
                case PAID_INSTEAD -> refunds.paidByHand(order, "noah");
                case REPLACED -> refunds.paidAnotherWay(number, step.leg(), "sue");
                case TIME_PASSES -> clock.plus(step.time());
                case CHECK -> janitor.checkDue();
                case COMPARE -> reconciliations.run(null);
            }
        } catch (Crash | RefundNotFound | RefundExceeds | SettlementRefused e) {
            // A node that dies, or a refusal: nothing may have gone wrong with the books.
        }
    }

    private RefundOrder order(Step step, CaseNumber number) {
        Money amount = Money.parse(AMOUNTS.get(step.leg()));
        return new RefundOrder(
                "main",
                number,
                step.leg(),
                amount,
                step.declined() ? "NONE" : "CARD",
                "sub-1",
                RefundOrder.TERM,
                Money.parse("CNY 30.00"),
                null);
    }

    /** It only tells what is in its books, but where the money is in any order. */
    private void callBack(Step step, CaseNumber number) {
        refunds.find(number, step.leg())
                .ifPresent(intent -> gateway.booked(intent.request())
                        .ifPresent(answer -> refunds.gatewaySaid(
                                intent.key(),
                                answer.isAccepted()
                                        ? GatewayAnswer.accepted(
                                                answer.detail(), GatewayAnswer.Settlement.values()[step.settlement()])
                                        : answer)));
    }

    private void verify(CaseNumber number) {
        new Ledger(jdbc).verify(number);
        for (String leg : LEGS) {
            refunds.find(number, leg).ifPresent(now -> {
                RefundIntent before = known.put(leg, now);
                if (before != null) {
                    neverGoesBack(before, now);
                }
            });
        }
    }

    private static void neverGoesBack(RefundIntent before, RefundIntent now) {
        assertThat(now.id()).isEqualTo(before.id());
        assertThat(now.amount()).isEqualTo(before.amount());
        assertThat(now.settlement()).isGreaterThanOrEqualTo(before.settlement());
        assertThat(now.attempts()).isGreaterThanOrEqualTo(before.attempts());
        boolean decided = before.decidedBy() == null && now.decidedBy() != null;
        if (before.state().isFinal() && !decided) {
            assertThat(now.state()).isEqualTo(before.state());
        }
        if (before.decidedBy() != null) {
            assertThat(now.decidedBy()).isEqualTo(before.decidedBy());
        }
    }

    /** After a comparison, either both books say the same of a refund that is final, or somebody is told. */
    private void agreesOrIsFound(RefundIntent ours) {
        boolean paidThere =
                gateway.booked(ours.request()).filter(GatewayAnswer::isAccepted).isPresent();
        boolean paidHere = ours.settlement() != Settlement.NONE;
        if (ours.state().isFinal() && paidHere != paidThere) {
            assertThat(jdbc.sql("SELECT count(*) FROM refund_finding WHERE payment_key = ?")
                            .param(ours.key())
                            .query(Long.class)
                            .single())
                    .as("finding about %s", ours)
                    .isPositive();
        }
        if (!ours.state().isFinal()) {
            assertThat(paidThere).as("healed: %s", ours).isFalse();
        }
    }

    private static String base(int count) {
        String letters = "123456789ABCDEFGHJKMNPQRSTVWXYZ";
        StringBuilder body = new StringBuilder();
        for (int rest = count, i = 0; i < 5; i++, rest /= letters.length()) {
            body.append(letters.charAt(rest % letters.length()));
        }
        return body.toString();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Move> moves = Arbitraries.frequency(
                Tuple.of(5, Move.PAY),
                Tuple.of(3, Move.LOOK_UP),
                Tuple.of(5, Move.CALL_BACK),
                Tuple.of(2, Move.FOUND_PAID),
                Tuple.of(2, Move.FOUND_UNPAID),
                Tuple.of(1, Move.PAID_INSTEAD),
                Tuple.of(1, Move.REPLACED),
                Tuple.of(2, Move.TIME_PASSES),
                Tuple.of(2, Move.CHECK),
                Tuple.of(1, Move.COMPARE));
        return Combinators.combine(
                        moves,
                        Arbitraries.of(LEGS),
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.just(Fault.NONE)), Tuple.of(2, Arbitraries.of(Fault.class))),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of(
                                Duration.ofSeconds(30), Duration.ofMinutes(6), Duration.ofHours(2), Duration.ofDays(2)),
                        Arbitraries.integers().between(0, 2))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(20);
    }
}
