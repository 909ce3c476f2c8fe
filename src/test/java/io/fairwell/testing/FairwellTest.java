package io.fairwell.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application on a real database and a random port (also with {@code MockMvc}), with a {@link MutableClock}
 * and without the job executor: tests fire jobs and timers themselves. All tests that add nothing to this annotation
 * share one context and one database, so they use ids of their own. Configure single properties with
 * {@code @TestPropertySource}; each different set costs another start of the application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            // The engine's web applications find engines by name in a register of the whole JVM.
            "camunda.bpm.generate-unique-process-engine-name=true",
            // What is done about refunds by the clock, tests do themselves.
            "fairwell.refund.watch.interval=0s",
            "fairwell.secret=a-secret-for-tests-only-0123456789abcdef",
            // How long nobody answers is of no interest to a test that says what happens then.
            "fairwell.refund.sandbox-timeout=0s",
            "fairwell.security.admin.id=administrator",
            "fairwell.security.admin.password=a-password-for-tests-only",
            // Nobody guesses at these, and each sign-in of a test would pay for it.
            "fairwell.security.people.password-strength=10",
            // The database goes with the JVM: closing contexts one by one after it would only wait for it in vain.
            "spring.main.register-shutdown-hook=false",
            "spring.datasource.hikari.minimum-idle=0",
            "spring.datasource.hikari.idle-timeout=10000"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
@Import(ClockConfiguration.class)
@ExtendWith(ClockReset.class)
public @interface FairwellTest {}
