package io.fairwell.refund;

import static io.fairwell.refund.Orders.CASE;
import static io.fairwell.refund.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairwell.refund.FaultyGateway.Fault;
import io.fairwell.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the gateway tells by itself, in whatever order and however often, and what people decide afterwards. */
@RefundTest
class SettlementTest {

    private static final RefundOrder ORDER = order("CNY 22.00");

    @Autowired
    private Refunds refunds;

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

    @ParameterizedTest
    @CsvSource({
        "PENDING, PENDING",
        "SETTLED, SETTLED",
        "RETURNED, RETURNED",
        "SETTLED PENDING, SETTLED",
        "SETTLED SETTLED, SETTLED",
        "SETTLED RETURNED, RETURNED",
        "RETURNED SETTLED, RETURNED",
        "RETURNED PENDING RETURNED, RETURNED"
    })
    void moneyOnlyEverGetsFurther(String said, Settlement where) {
        refunds.pay(ORDER);
        String key = intent().key();

        settlements(said).forEach(settlement -> say(key, settlement));

        assertThat(intent().state()).isEqualTo(RefundState.SUCCEEDED);
        assertThat(intent().settlement()).isEqualTo(where);
        assertThat(intent().settledAt() != null).isEqualTo(where != Settlement.PENDING);
        assertThat(told.progress).extracting(RefundProgressed::settlement).doesNotHaveDuplicates();
        assertThat(told.findings).isEmpty();
        new Ledger(jdbc).verify(CASE);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, 'ORDERED ACCEPTED'",
        "SETTLED, 'ORDERED ACCEPTED SETTLED'",
        "RETURNED, 'ORDERED ACCEPTED RETURNED'"
    })
    void theAnswerMayComeByCallbackFirst(GatewayAnswer.Settlement settlement, String postings) {
        gateway.fault = Fault.APPLIED_ANSWER_LOST;
        assertThat(refunds.pay(ORDER)).isEqualTo(RefundState.UNKNOWN);

        say(intent().key(), settlement);

        RefundIntent known = intent();
        assertThat(told.progress).containsExactly(known.progress());
        assertThat(known.progress())
                .isEqualTo(new RefundProgressed(
                        "main",
                        CASE,
                        RefundOrder.REFUND,
                        RefundState.SUCCEEDED,
                        Settlement.valueOf(settlement.name())));
        assertThat(new Ledger(jdbc).postings(CASE, RefundOrder.REFUND)).containsExactly(postings.split(" "));
        assertThat(refunds.lookUp(CASE)).isEqualTo(RefundState.SUCCEEDED);
        assertThat(gateway.lookUps).isEmpty();
    }

    @Test
    void aRefusalMayComeByCallbackToo() {
        gateway.fault = Fault.NOT_APPLIED;
        refunds.pay(ORDER);

        refunds.gatewaySaid(intent().key(), GatewayAnswer.declined("CLOSED"));

        assertThat(intent().state()).isEqualTo(RefundState.REJECTED);
        assertThat(told.progress).extracting(RefundProgressed::state).containsExactly(RefundState.REJECTED);
        new Ledger(jdbc).verify(CASE);
    }

    /** The callback overtakes the answer of the very call. */
    @Test
    void theCallbackMayRaceWithTheAnswer() {
        gateway.duringCall = request -> say(request.key(), GatewayAnswer.Settlement.SETTLED);

        assertThat(refunds.pay(ORDER)).isEqualTo(RefundState.SUCCEEDED);

        assertThat(intent().settlement()).isEqualTo(Settlement.SETTLED);
        assertThat(new Ledger(jdbc).postings(CASE, RefundOrder.REFUND))
                .containsExactly("ORDERED", "ACCEPTED", "SETTLED");
        assertThat(told.findings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no-key", "7d444840-9dc0-11d1-b245-5ffdce74fad2", "7D444840-9DC0-11D1-B245-5FFDCE74FAD2"})
    void aKeyThatIsNotOursIsUnknown(String key) {
        assertThatExceptionOfType(PaymentUnknown.class)
                .isThrownBy(() -> refunds.gatewaySaid(key, GatewayAnswer.accepted("x")));
    }

    @Test
    void keysAreRecognisedAsTheyWereSentOnly() {
        refunds.pay(ORDER);
        String other = intent().key().toUpperCase(java.util.Locale.ROOT);
        assertThatExceptionOfType(PaymentUnknown.class)
                .isThrownBy(() -> refunds.gatewaySaid(other, GatewayAnswer.accepted("x")));
    }

    @Test
    void theKeyIsTheSameWhateverTheDatabaseRemembers() {
        refunds.pay(ORDER);
        assertThat(intent().id()).isEqualTo(RefundIntent.id(ORDER));
        assertThat(Stream.of(ORDER, Orders.leg("DISPUTE-1", ORDER.amount(), "CARD", "sub-1"))
                        .map(RefundIntent::id))
                .doesNotHaveDuplicates();
    }

    /** A contradiction changes nothing, is told once, and is for a person. */
    @Test
    void theGatewayPaidWhatAPersonFoundUnpaid() {
        gateway.fault = Fault.NOT_APPLIED;
        refunds.pay(ORDER);
        refunds.settleByHand(CASE, false, "mia");

        say(intent().key(), GatewayAnswer.Settlement.SETTLED);
        say(intent().key(), GatewayAnswer.Settlement.SETTLED);

        assertThat(intent().state()).isEqualTo(RefundState.REJECTED);
        assertThat(told.progress).isEmpty();
        assertThat(told.findings).hasSize(1);
        Finding finding = told.findings.get(0);
        assertThat(finding.kind()).isEqualTo(Finding.Kind.STATE_DIFFERS);
        assertThat(finding.caseNumber()).isEqualTo(CASE);
        assertThat(finding.ours()).isEqualTo("REJECTED BY_HAND NONE CNY 22.00");
        assertThat(finding.theirs()).isEqualTo("ACCEPTED SETTLED");
        new Ledger(jdbc).verify(CASE);
    }

    @ParameterizedTest
    @CsvSource({"true, SUCCEEDED, BY_HAND", "false, REJECTED, RELEASED"})
    void aPersonDecidesAboutMoneyThatCameBack(boolean paid, RefundState outcome, String posting) {
        refunds.pay(ORDER);
        say(intent().key(), GatewayAnswer.Settlement.RETURNED);

        assertThat(refunds.settleByHand(CASE, paid, "mia")).isEqualTo(outcome);
        assertThat(refunds.settleByHand(CASE, paid, "noah")).isEqualTo(outcome);

        assertThat(intent().decidedBy()).isEqualTo("mia");
        assertThat(new Ledger(jdbc).postings(CASE, RefundOrder.REFUND))
                .containsExactly("ORDERED", "ACCEPTED", "RETURNED", posting);
        assertThatExceptionOfType(SettlementRefused.class).isThrownBy(() -> refunds.settleByHand(CASE, !paid, "noah"));
        say(intent().key(), GatewayAnswer.Settlement.RETURNED);
        assertThat(told.findings).isEmpty();
        new Ledger(jdbc).verify(CASE);
    }

    @Test
    void whatAPersonPaidInsteadIsNeverSent() {
        assertThat(refunds.paidByHand(ORDER, "mia")).isEqualTo(RefundState.SUCCEEDED);
        assertThat(refunds.paidByHand(ORDER, "noah")).isEqualTo(RefundState.SUCCEEDED);
        assertThat(refunds.pay(ORDER)).isEqualTo(RefundState.SUCCEEDED);

        assertThat(intent().decidedBy()).isEqualTo("mia");
        assertThat(gateway.refunds).isEmpty();
        assertThat(new Ledger(jdbc).postings(CASE, RefundOrder.REFUND)).containsExactly("ORDERED", "BY_HAND");
        new Ledger(jdbc).verify(CASE);
    }

    @ParameterizedTest
    @CsvSource({"PT4M, false", "PT6M, true"})
    void aPersonMayNotPayWhatMayStillBeUnderWay(Duration later, boolean allowed) {
        gateway.fault = Fault.CRASH_BEFORE_CALL;
        assertThatExceptionOfType(FaultyGateway.Crash.class).isThrownBy(() -> refunds.pay(ORDER));
        clock.plus(later);

        if (allowed) {
            assertThat(refunds.paidByHand(ORDER, "mia")).isEqualTo(RefundState.SUCCEEDED);
        } else {
            assertThatExceptionOfType(SettlementRefused.class).isThrownBy(() -> refunds.paidByHand(ORDER, "mia"));
        }
    }

    /** The case misses nothing because a listener failed or a node died between the ledger's commit and the telling. */
    @Test
    void whatCouldNotBeToldIsToldLater() {
        refunds.pay(ORDER);
        told.deaf = true;
        say(intent().key(), GatewayAnswer.Settlement.SETTLED);
        assertThat(intent().settlement()).isEqualTo(Settlement.SETTLED);
        told.deaf = false;

        janitor.checkDue();
        assertThat(told.progress).as("somebody may be telling it right now").isEmpty();
        clock.plus(Duration.ofMinutes(1));
        janitor.checkDue();
        janitor.checkDue();

        assertThat(told.progress).extracting(RefundProgressed::settlement).containsExactly(Settlement.SETTLED);
    }

    @Test
    void theCaseIsNotToldOfItsOwnCalls() {
        refunds.pay(ORDER);
        clock.plus(Duration.ofDays(1));
        refunds.lookUp(CASE);
        clock.plus(Duration.ofMinutes(5));
        janitor.checkDue();
        assertThat(told.progress).extracting(RefundProgressed::settlement).containsExactly(Settlement.SETTLED);
    }

    private RefundIntent intent() {
        return refunds.find(CASE).orElseThrow();
    }

    private void say(String key, GatewayAnswer.Settlement settlement) {
        refunds.gatewaySaid(key, GatewayAnswer.accepted("SBX-" + UUID.nameUUIDFromBytes(key.getBytes()), settlement));
    }

    private static List<GatewayAnswer.Settlement> settlements(String said) {
        return Stream.of(said.split(" ")).map(GatewayAnswer.Settlement::valueOf).toList();
    }
}
