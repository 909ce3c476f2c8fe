package io.fairwell.process.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairwell.database.StartRefused;
import io.fairwell.testing.TestDatabase;
import java.time.Duration;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.mock.env.MockEnvironment;

class JobLimitsTest {

    private static JobLimits limits(Duration lock, Duration call, int threads, @Nullable Integer pool) {
        return new JobLimits(lock, call, threads, pool);
    }

    @ParameterizedTest
    @CsvSource({"40000, 10000", "120000, 10000", "4, 1"})
    void aCallOfAQuarterOfTheLockIsAllowed(int lock, int call) {
        assertThatCode(() -> limits(Duration.ofMillis(lock), Duration.ofMillis(call), 8, 30)
                        .require())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"39999, 10000", "2000, 6000", "3, 1"})
    void aLongerCallIsRefusedWithWhatToSet(int lock, int call) {
        assertThatThrownBy(() -> limits(Duration.ofMillis(lock), Duration.ofMillis(call), 8, 30)
                        .require())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("more than a quarter of the " + lock + " ms")
                .extracting(refused -> ((StartRefused) refused).action())
                .asString()
                .contains("lock-time-in-millis to at least " + 4 * call, "to " + lock / 4 + " ms together");
    }

    @ParameterizedTest
    @CsvSource({"8, 26", "1, 12", "20, 50"})
    void aPoolForTwoConnectionsAJobAndTenMoreIsAllowed(int threads, int pool) {
        assertThatCode(() -> limits(Duration.ofMinutes(2), Duration.ofSeconds(10), threads, pool)
                        .require())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> limits(Duration.ofMinutes(2), Duration.ofSeconds(10), threads, pool - 1)
                        .require())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("too small for " + threads + " jobs")
                .extracting(refused -> ((StartRefused) refused).action())
                .asString()
                .contains("maximum-pool-size to at least " + pool, "max-pool-size to at most " + (threads - 1));
    }

    @Test
    void readsWhatIsConfigured() {
        JobExecutionProperty jobs = new JobExecutionProperty();
        jobs.setLockTimeInMillis(60_000);
        jobs.setMaxPoolSize(5);
        var environment = new MockEnvironment()
                .withProperty("fairwell.refund.connect-timeout", "3s")
                .withProperty("fairwell.refund.read-timeout", "PT20S");

        var pool = DataSourceBuilder.create().url(TestDatabase.create()).build();
        ((com.zaxxer.hikari.HikariDataSource) pool).setMaximumPoolSize(17);

        assertThat(JobLimits.of(jobs, pool, environment))
                .isEqualTo(limits(Duration.ofMinutes(1), Duration.ofSeconds(23), 5, 17));
    }
}
