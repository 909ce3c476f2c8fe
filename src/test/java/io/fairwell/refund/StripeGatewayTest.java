package io.fairwell.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fairwell.refund.GatewayAnswer.Settlement;
import io.fairwell.testing.gateway.Fault;
import io.fairwell.testing.gateway.StubStripe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stripe's library against a local stand-in for Stripe. */
class StripeGatewayTest {

    private static final String API_KEY = "sk_test_0123456789";
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private StubStripe stripe;
    private StripeGateway gateway;

    @BeforeEach
    void start() {
        stripe = StubStripe.start(0, API_KEY, Clock.fixed(NOW, ZoneOffset.UTC));
        stripe.paid("pi_1", 10_000, "cny");
        stripe.paid("ch_1", 10_000, "cny");
        gateway = gateway(Duration.ofSeconds(2), Duration.ofSeconds(8));
    }

    @AfterEach
    void stop() {
        stripe.close();
    }

    private StripeGateway gateway(Duration connect, Duration read) {
        return new StripeGateway(
                new StripeProperties(API_KEY, List.of(), stripe.url()), HttpGatewayTest.timeouts(connect, read));
    }

    private static GatewayRefund refund(String amount, @Nullable String payment) {
        return new GatewayRefund(
                UUID.randomUUID().toString(), Money.parse(amount), "CARD", "sub-1", Orders.CASE, payment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pi_1", "ch_1"})
    void paysOnceWithOurKeyAndFindsItAgain(String payment) {
        GatewayRefund request = refund("CNY 22.00", payment);
        assertThat(gateway.lookUp(request)).isEmpty();
        GatewayAnswer answer = gateway.refund(request);

        assertThat(answer).isEqualTo(GatewayAnswer.accepted("re_1", Settlement.SETTLED));
        assertThat(gateway.refund(request)).isEqualTo(answer);
        assertThat(gateway.lookUp(request)).contains(answer);
        assertThat(gateway.lookUp(refund("CNY 22.00", payment))).isEmpty();
        assertThat(stripe.refunds()).singleElement().satisfies(made -> {
            assertThat(made.amount).isEqualTo(2200);
            assertThat(made.payment).isEqualTo(payment);
            assertThat(made.metadata)
                    .containsEntry("fairwell_key", request.key())
                    .containsEntry("fairwell_case", Orders.CASE.value());
        });
        assertThat(stripe.heard()).contains("POST /v1/refunds " + request.key());
    }

    @ParameterizedTest
    @CsvSource({
        "succeeded, SETTLED",
        "pending, PENDING",
        "requires_action, PENDING",
        "failed, RETURNED",
        "canceled, RETURNED"
    })
    void saysWhereTheMoneyIs(String status, Settlement settlement) {
        GatewayRefund request = refund("CNY 22.00", "pi_1");
        gateway.refund(request);
        stripe.refunds().get(0).status = status;
        assertThat(gateway.lookUp(request)).contains(GatewayAnswer.accepted("re_1", settlement));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "canceled"})
    void whatFailsAtOnceIsDeclined(String status) {
        stripe.nextStatus(status);
        assertThat(gateway.refund(refund("CNY 22.00", "pi_1")).isAccepted()).isFalse();
    }

    @Test
    void aStateNobodyKnowsIsNoAnswer() {
        GatewayRefund request = refund("CNY 22.00", "pi_1");
        gateway.refund(request);
        stripe.refunds().get(0).status = "on_the_moon";
        assertThatExceptionOfType(GatewayUnavailable.class).isThrownBy(() -> gateway.lookUp(request));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "RESET",
                "APPLIED_THEN_RESET",
                "ERROR",
                "TOO_MANY_REQUESTS",
                "UNAUTHORIZED",
                "CONFLICT",
                "GARBAGE",
                "EMPTY",
                "REDIRECT"
            })
    void aFaultLeavesTheOutcomeUnknownAndNothingIsPaidTwice(Fault fault) {
        GatewayRefund request = refund("CNY 22.00", "pi_1");
        stripe.fault(fault);
        assertThatExceptionOfType(GatewayUnavailable.class)
                .isThrownBy(() -> gateway.refund(request))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("somebody@example.org"));
        assertThat(stripe.requests()).as("sent once").isEqualTo(1);
        assertThat(gateway.lookUp(request).isPresent())
                .isEqualTo(!stripe.refunds().isEmpty());
        assertThat(gateway.refund(request).isAccepted()).isTrue();
        assertThat(stripe.refunds()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"APPLIED_THEN_SLOW", "DRIBBLE"})
    void aCallEndsInTime(Fault fault) {
        GatewayRefund request = refund("CNY 22.00", "pi_1");
        stripe.fault(fault);
        long begin = System.nanoTime();
        assertThatExceptionOfType(GatewayUnavailable.class)
                .isThrownBy(() ->
                        gateway(Duration.ofMillis(100), Duration.ofMillis(300)).refund(request));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThat(gateway.lookUp(request)).isPresent();
    }

    /** Stripe keeps an error with the key: sending again is of no use, looking up is. */
    @Test
    void anErrorThatIsReplayedForeverIsResolvedByLookingUp() {
        GatewayRefund request = refund("CNY 22.00", "pi_1");
        stripe.fault(Fault.APPLIED_THEN_ERROR);
        assertThatExceptionOfType(GatewayUnavailable.class).isThrownBy(() -> gateway.refund(request));
        assertThatExceptionOfType(GatewayUnavailable.class).isThrownBy(() -> gateway.refund(request));
        assertThat(gateway.lookUp(request)).isPresent();
        assertThat(stripe.refunds()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"charge_already_refunded", "charge_disputed", "balance_insufficient", "card_declined"})
    void whatStripeRefusesIsDeclinedWithItsCode(String code) {
        stripe.refuse(code);
        assertThat(gateway.refund(refund("CNY 22.00", "pi_1"))).isEqualTo(GatewayAnswer.declined(code));
        assertThat(stripe.refunds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "CNY 22.00,  -,       PAYMENT_REFERENCE_MISSING",
                "CNY 22.00,  2026-17, PAYMENT_REFERENCE_NOT_STRIPE",
                "KWD 1.234,  pi_1,    AMOUNT_NOT_POSSIBLE_AT_STRIPE",
                "CNY 22.00,  pi_none, resource_missing",
                "CNY 999.00, pi_1,    invalid_request_error"
            })
    void whatCannotBePaidIsWorkForAPerson(String amount, @Nullable String payment, String reason) {
        GatewayRefund request = refund(amount, payment);
        assertThat(gateway.lookUp(request)).isEmpty();
        assertThat(gateway.refund(request)).isEqualTo(GatewayAnswer.declined(reason));
        assertThat(stripe.refunds()).isEmpty();
    }

    @Test
    void aKeyWithAnotherRequestIsAFaultOfOurs() {
        GatewayRefund request = refund("CNY 22.00", "pi_1");
        gateway.refund(request);
        assertThatIllegalStateException()
                .isThrownBy(() -> gateway.refund(new GatewayRefund(
                        request.key(), Money.parse("CNY 23.00"), "CARD", "sub-1", Orders.CASE, "pi_1")));
        assertThat(stripe.refunds()).hasSize(1);
    }

    /** docs.stripe.com/currencies */
    @ParameterizedTest
    @CsvSource({
        "CNY 22.05, 2205",
        "JPY 120, 120",
        "VND 5000, 5000",
        "KWD 5.120, 5120",
        "ISK 5, 500",
        "UGX 5, 500",
        "HUF 10.45, 1045"
    })
    void countsAsStripeDoes(String amount, long units) {
        Money money = Money.parse(amount);
        assertThat(StripeAmounts.write(money)).hasValue(units);
        assertThat(StripeAmounts.read(units, money.getCurrencyUnit().getCode().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(money);
    }

    @Test
    void listsOurRefundsOverAllPagesOldestFirst() {
        stripe.paid("pi_many", 1_000_000, "jpy");
        List<String> keys = new java.util.ArrayList<>();
        for (int i = 1; i <= 230; i++) {
            GatewayRefund request = refund("JPY " + i, "pi_many");
            keys.add(request.key());
            gateway.refund(request);
        }
        stripe.refunds().get(0).metadata.remove("fairwell_key"); // as if made by hand
        stripe.refunds().get(1).status = "failed";

        List<GatewayPayment> payments = gateway.payments(NOW, NOW.plusSeconds(1));

        assertThat(payments).extracting(GatewayPayment::key).containsExactlyElementsOf(keys.subList(1, 230));
        assertThat(payments.get(0).answer().settlement()).isEqualTo(Settlement.RETURNED);
        assertThat(payments.get(0).amount()).isEqualTo(Money.parse("JPY 2"));
        assertThat(payments.get(0).createdAt()).isEqualTo(NOW);
        assertThat(gateway.payments(NOW.plusSeconds(1), NOW.plusSeconds(2))).isEmpty();
    }

    @Test
    void endsASubscriptionAtStripeOnce() {
        stripe.mandate("sub_1");
        GatewayMandate mandate = new GatewayMandate("mandate-1", "sub-1", "sub_1");
        gateway.revokeMandate(mandate);
        gateway.revokeMandate(mandate);
        assertThat(stripe.mandateState("sub_1")).isEqualTo("canceled");
    }

    @Test
    void detachesAMeansOfPaymentOnce() {
        stripe.mandate("pm_1");
        gateway.revokeMandate(new GatewayMandate("mandate-1", "sub-1", "pm_1"));
        gateway.revokeMandate(new GatewayMandate("mandate-1", "sub-1", "pm_1"));
        gateway.revokeMandate(new GatewayMandate("mandate-2", "sub-1", "pm_1")); // the key was forgotten meanwhile
        assertThat(stripe.mandateState("pm_1")).isNull();
    }

    /** Whoever cannot be found cannot be shown to be safe from another charge. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "mandate-7", "sub_unknown", "pm_unknown"})
    void aMandateThatCannotBeEndedIsNotPassedOver(@Nullable String reference) {
        assertThatExceptionOfType(GatewayUnavailable.class)
                .isThrownBy(() -> gateway.revokeMandate(new GatewayMandate("mandate-1", "sub-1", reference)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, is not set", "pk_live_1, is not a secret key"})
    void isNotMadeWithoutAKey(@Nullable String key, String reason) {
        assertThatExceptionOfType(GatewayMisconfigured.class)
                .isThrownBy(() -> new StripeProperties(key, List.of(), stripe.url()).requiredApiKey())
                .withMessageContaining(reason);
    }
}
