package io.fairwell.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** One setting decides which gateway there is, and a wrong one is told in plain words. */
class GatewayChoiceTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withBean(ObjectMapper.class, ObjectMapper::new)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(Refunds.class, () -> mock(Refunds.class))
            .withUserConfiguration(
                    RefundConfiguration.class,
                    HttpGateway.class,
                    HttpGatewayMessages.class,
                    HttpCallbacks.class,
                    StripeGateway.class,
                    StripeCallbacks.class);

    @ParameterizedTest
    @CsvSource({
        "http, fairwell.refund.http.url=https://pay.example.org/x, fairwell.refund.http.secret=s",
        "HTTP, fairwell.refund.http.url=https://pay.example.org/x, fairwell.refund.http.secret=s",
        "stripe, fairwell.refund.stripe.api-key=sk_live_1, fairwell.refund.stripe.webhook-secret=whsec_1"
    })
    void isTheOneThatIsConfigured(String name, String first, String second) {
        application
                .withPropertyValues("fairwell.refund.gateway=" + name, first, second)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(PaymentGateway.class).name()).isEqualToIgnoringCase(name);
                    assertThat(context.getBean(GatewayCallbacks.class).gateway())
                            .isEqualToIgnoringCase(name);
                    assertThat(context.getBean(PaymentGateway.class).keyLifetime())
                            .isLessThan(java.time.Duration.ofDays(1));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "stripe"})
    void doesNotStartWithoutWhatItNeeds(String name) {
        application.withPropertyValues("fairwell.refund.gateway=" + name).run(context -> {
            assertThat(context).hasFailed();
            Throwable failure = context.getStartupFailure();
            assertThat(failure).hasRootCauseInstanceOf(GatewayMisconfigured.class);
            assertThat(new GatewayMisconfiguredAnalyzer().analyze(failure)).satisfies(told -> {
                assertThat(told.getDescription()).contains("fairwell.refund." + name, "is not set");
                assertThat(told.getAction()).startsWith("Set fairwell.refund." + name);
            });
        });
    }

    @Test
    void aNameNobodyKnowsIsTold() {
        application.withPropertyValues("fairwell.refund.gateway=paypal").run(context -> {
            assertThat(context).hasNotFailed();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> context.getBean(PaymentGateway.class))
                    .hasRootCauseInstanceOf(GatewayMisconfigured.class)
                    .rootCause()
                    .hasMessageContaining("paypal");
        });
    }

    @Test
    void aCallbackSecretThatIsNoneIsTold() {
        application
                .withPropertyValues(
                        "fairwell.refund.gateway=http",
                        "fairwell.refund.http.url=https://pay.example.org",
                        "fairwell.refund.http.secret=s",
                        "fairwell.refund.http.callback-secret=whsec_%%%")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(GatewayMisconfigured.class)
                        .hasMessageNotContaining("%%%"));
    }
}
