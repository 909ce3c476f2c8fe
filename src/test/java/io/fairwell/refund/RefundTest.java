package io.fairwell.refund;

import io.fairwell.testing.DatabaseTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** The refund module on a real database, with a {@link FaultyGateway} in front of the sandbox. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@TestPropertySource(properties = "fairwell.refund.sandbox-timeout=0s")
@Import({
    RefundConfiguration.class,
    RefundAccounts.class,
    RefundLines.class,
    RefundIntents.class,
    RefundFindings.class,
    RefundCalls.class,
    RefundNews.class,
    Refunds.class,
    RefundJanitor.class,
    ReconciliationRuns.class,
    Reconciliations.class,
    SandboxFaults.class,
    SandboxBooks.class,
    SandboxGateway.class,
    SandboxCallbacks.class,
    RefundTest.Doubles.class
})
@interface RefundTest {

    @TestConfiguration(proxyBeanMethods = false)
    class Doubles {

        @Bean
        @Primary
        FaultyGateway faultyGateway(SandboxGateway sandbox) {
            return new FaultyGateway(sandbox);
        }

        @Bean
        Told told() {
            return new Told();
        }
    }
}
