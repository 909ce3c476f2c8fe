package io.fairwell.refund;

import static io.fairwell.refund.Orders.CASE;
import static io.fairwell.refund.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every move from every state, the illegal ones included. */
@RefundTest
class RefundStatesTest {

    @Autowired
    private Refunds refunds;

    @Autowired
    private RefundIntents intents;

    @Autowired
    private SandboxGateway sandbox;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @ParameterizedTest
    @CsvSource({"NEW,true", "SENT,true", "UNKNOWN,true", "SUCCEEDED,false", "REJECTED,false"})
    void isSentUnlessTheOutcomeIsKnown(RefundState from, boolean sent) {
        RefundIntent intent = given(from);
        assertThat(intents.send(intent, "sandbox").isPresent()).isEqualTo(sent);
        assertThat(intents.state(intent.id())).isEqualTo(sent ? RefundState.SENT : from);
    }

    @Test
    void isClaimedByOneOnly() {
        RefundIntent seenByBoth = given(RefundState.UNKNOWN);
        assertThat(intents.send(seenByBoth, "sandbox")).isPresent();
        assertThat(intents.send(seenByBoth, "sandbox")).isEmpty();
    }

    /** NEW is answered where the database was restored to a time before the call. */
    @ParameterizedTest
    @CsvSource({
        "NEW,SUCCEEDED,REJECTED",
        "SENT,SUCCEEDED,REJECTED",
        "UNKNOWN,SUCCEEDED,REJECTED",
        "SUCCEEDED,SUCCEEDED,SUCCEEDED",
        "REJECTED,REJECTED,REJECTED"
    })
    void takesAnAnswerOnlyOnce(RefundState from, RefundState accepted, RefundState declined) {
        RefundIntent first = given(RefundOrder.REFUND, from);
        assertThat(answered(first, GatewayAnswer.accepted("ref"))).isEqualTo(accepted);
        RefundIntent second = given("DISPUTE-1", from);
        assertThat(answered(second, GatewayAnswer.declined("CLOSED"))).isEqualTo(declined);
    }

    private RefundState answered(RefundIntent intent, GatewayAnswer answer) {
        return intents.answered(intent.id(), answer, false).after().state();
    }

    @ParameterizedTest
    @CsvSource({"NEW,NEW", "SENT,UNKNOWN", "UNKNOWN,UNKNOWN", "SUCCEEDED,SUCCEEDED", "REJECTED,REJECTED"})
    void silenceMakesUnknownWhatWasSent(RefundState from, RefundState to) {
        assertThat(intents.unanswered(given(from))).isEqualTo(to);
    }

    @Test
    void silenceOfAnOldAttemptSaysNothingOfTheNewOne() {
        RefundIntent old = given(RefundState.SENT);
        intents.send(old, "sandbox").orElseThrow();
        assertThat(intents.unanswered(old)).isEqualTo(RefundState.SENT);
    }

    @ParameterizedTest
    @CsvSource({"true,SUCCEEDED", "false,REJECTED"})
    void isSettledByHandWhileUnknown(boolean paid, RefundState outcome) {
        given(RefundState.UNKNOWN);
        assertThat(refunds.settleByHand(CASE, paid, "mia")).isEqualTo(outcome);
        assertThat(refunds.settleByHand(CASE, paid, "noah")).isEqualTo(outcome);

        RefundIntent settled = refunds.find(CASE).orElseThrow();
        assertThat(settled.state()).isEqualTo(outcome);
        assertThat(settled.decidedBy()).isEqualTo("mia");
        assertThat(refunds.pay(order("CNY 22.00"))).isEqualTo(outcome);
        assertThatExceptionOfType(SettlementRefused.class)
                .isThrownBy(() -> refunds.settleByHand(CASE, !paid, "noah"))
                .matches(refused -> refused.state() == outcome);
    }

    @ParameterizedTest
    @CsvSource({"NEW,true", "NEW,false", "SENT,true", "SENT,false", "SUCCEEDED,false"})
    void isNotSettledByHandOtherwise(RefundState from, boolean paid) {
        RefundIntent intent = given(from);
        assertThatExceptionOfType(SettlementRefused.class).isThrownBy(() -> refunds.settleByHand(CASE, paid, "mia"));
        assertThat(intents.state(intent.id())).isEqualTo(from);
    }

    @Test
    void whatTheGatewayDeclinedMayBePaidInAnotherWayOnce() {
        given(RefundState.REJECTED);

        assertThat(refunds.settleByHand(CASE, true, "mia")).isEqualTo(RefundState.SUCCEEDED);

        assertThat(refunds.find(CASE).orElseThrow().decidedBy()).isEqualTo("mia");
        assertThatExceptionOfType(SettlementRefused.class).isThrownBy(() -> refunds.settleByHand(CASE, false, "noah"));
    }

    @Test
    void aSettlementIsUndoneWithTheDecisionItBelongsTo() {
        given(RefundState.UNKNOWN);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            refunds.settleByHand(CASE, true, "mia");
            assertThat(refunds.lookUp(CASE)).isEqualTo(RefundState.SUCCEEDED);
            assertThat(refunds.pay(order("CNY 22.00"))).isEqualTo(RefundState.SUCCEEDED);
            status.setRollbackOnly();
        });
        assertThat(refunds.find(CASE).orElseThrow().state()).isEqualTo(RefundState.UNKNOWN);
    }

    @Test
    void theDatabaseRefusesWhatIsNoRefund() {
        RefundIntent intent = given(RefundState.NEW);
        for (String change : new String[] {
            "amount_minor = 0", "amount_minor = -1", "state = 'PAID'", "state = 'SENT'", "currency = 'yuan'"
        }) {
            assertThatThrownBy(() -> jdbc.sql("UPDATE refund_intent SET " + change + " WHERE id = ?")
                            .param(intent.id())
                            .update())
                    .as(change)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void theSandboxAnswersAKeyAlwaysTheSame() {
        GatewayRefund request = new GatewayRefund("key", Money.parse("CNY 1.00"), "CARD", "sub-1", CASE, null);
        GatewayAnswer answer = sandbox.refund(request);
        assertThat(sandbox.refund(request)).isEqualTo(answer);
        assertThat(sandbox.lookUp(request)).contains(answer);
        assertThat(sandbox.lookUp(new GatewayRefund("another", request.amount(), "CARD", "sub-1", CASE, null)))
                .isEmpty();
        assertThatThrownBy(() ->
                        sandbox.refund(new GatewayRefund("key", Money.parse("CNY 2.00"), "CARD", "sub-1", CASE, null)))
                .isInstanceOf(IllegalStateException.class);
    }

    private RefundIntent given(RefundState state) {
        return given(RefundOrder.REFUND, state);
    }

    private RefundIntent given(String leg, RefundState state) {
        RefundIntent intent = intents.add(Orders.leg(leg, Money.parse("CNY 22.00"), "CARD", "sub-1"));
        if (state == RefundState.NEW) {
            return intent;
        }
        RefundIntent sent = intents.send(intent, "sandbox").orElseThrow();
        switch (state) {
            case SUCCEEDED -> answered(sent, GatewayAnswer.accepted("ref"));
            case REJECTED -> answered(sent, GatewayAnswer.declined("CLOSED"));
            case UNKNOWN -> intents.unanswered(sent);
            default -> {}
        }
        return refunds.find(CASE, leg).orElseThrow();
    }
}
