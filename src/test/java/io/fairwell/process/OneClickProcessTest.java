package io.fairwell.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairwell.cancellation.CaseEvent.Kind;
import io.fairwell.cancellation.CaseNumber;
import io.fairwell.cancellation.CaseStatus;
import io.fairwell.cancellation.EffectiveMode;
import io.fairwell.cancellation.Refund;
import io.fairwell.cancellation.RenewalState;
import io.fairwell.subscription.Subscription;
import io.fairwell.testing.FairwellTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FairwellTest
class OneClickProcessTest {

    @Autowired
    private CaseDriver driver;

    @Test
    void attestedConfirmedAndImmediateEndsWithoutAPerson() {
        Subscription subscription = driver.subscription(s -> s.with(x -> {
            x.terms = "vip-term";
            x.paid = "30.00";
        }));

        CaseNumber number = driver.declare(subscription, w -> w.with(x -> x.mode = EffectiveMode.IMMEDIATE));
        driver.work(number);
        driver.fire(number, "Event_EffectiveDateReached");

        assertThat(driver.isEnded(number)).isTrue();
        assertThat(driver.passed(number))
                .contains("Event_IdentityAttested", "Task_PayRefund", "Event_Completed")
                .doesNotContain("Task_ReviewIdentity", "Task_ReviewRefund", "Task_ChooseOffer");
        assertThat(driver.get(number).status()).isEqualTo(CaseStatus.COMPLETED);
        assertThat(driver.get(number).refund().state()).isEqualTo(Refund.State.PAID);
        assertThat(driver.paymentsAtTheGateway(number)).isOne();
        assertThat(driver.subscriptionOf(number).renewal()).isEqualTo(RenewalState.OFF);
        assertThat(driver.subscriptionOf(number).isEnded()).isTrue();
        assertThat(driver.letters(number)).containsExactly("RECEIPT", "COMPLETED");
        assertThat(driver.events(number))
                .containsSubsequence(
                        Kind.RECEIVED,
                        Kind.RENEWAL_ON_HOLD,
                        Kind.QUOTED,
                        Kind.REFUND_APPROVED,
                        Kind.SCHEDULED,
                        Kind.EXECUTION_STARTED,
                        Kind.BENEFITS_ENDED,
                        Kind.REFUND_PAID,
                        Kind.COMPLETED);
    }
}
