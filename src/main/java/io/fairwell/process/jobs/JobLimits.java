package io.fairwell.process.jobs;

import com.zaxxer.hikari.HikariDataSource;
import io.fairwell.database.StartRefused;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What the settings of a node have to agree on. A job that outlives its lock runs again while it still runs, for ever and
 * without an incident, so no call it makes may take longer than a fraction of the lock. A job that pays needs a second
 * connection while it holds one, so a pool that jobs alone can use up comes to a stop.
 *
 * @param lock how long a job is locked for the node that acquired it
 * @param call the longest a call of the payment gateway can take: connecting and reading
 * @param threads how many jobs a node runs at the same time
 * @param pool how many connections a node may have; null where it is not known
 */
record JobLimits(
        Duration lock, Duration call, int threads, @Nullable Integer pool) {

    static final int CALLS_PER_LOCK = 4;
    private static final int CONNECTIONS_PER_JOB = 2;
    /** For letters, webhooks, the watch over refunds, acquiring jobs, and requests. */
    private static final int OTHER_CONNECTIONS = 10;

    private static final String LOCK = "camunda.bpm.job-execution.lock-time-in-millis";
    private static final String CONNECT = "fairwell.refund.connect-timeout";
    private static final String READ = "fairwell.refund.read-timeout";
    private static final String THREADS = "camunda.bpm.job-execution.max-pool-size";
    private static final String POOL = "spring.datasource.hikari.maximum-pool-size";

    static JobLimits of(JobExecutionProperty jobs, DataSource dataSource, Environment environment) {
        Binder settings = Binder.get(environment);
        return new JobLimits(
                Duration.ofMillis(Objects.requireNonNull(jobs.getLockTimeInMillis(), LOCK)),
                settings.bind(CONNECT, Duration.class)
                        .orElse(Duration.ofSeconds(2))
                        .plus(settings.bind(READ, Duration.class).orElse(Duration.ofSeconds(8))),
                jobs.getMaxPoolSize(),
                poolSize(dataSource));
    }

    private static @Nullable Integer poolSize(DataSource dataSource) {
        try {
            return dataSource.isWrapperFor(HikariDataSource.class)
                    ? dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize()
                    : null;
        } catch (SQLException e) {
            return null;
        }
    }

    /** @throws StartRefused when a job could outlive its lock, or the pool could run dry */
    void require() {
        Duration needed = call.multipliedBy(CALLS_PER_LOCK);
        if (needed.compareTo(lock) > 0) {
            throw new StartRefused(
                    "A call of the payment gateway may take " + call.toMillis() + " ms (" + CONNECT + " + " + READ
                            + "), which is more than a quarter of the " + lock.toMillis()
                            + " ms for which a job is locked (" + LOCK + "): a job could run twice at the same time.",
                    "Set " + LOCK + " to at least " + needed.toMillis() + ", or shorten the two time-outs to "
                            + lock.dividedBy(CALLS_PER_LOCK).toMillis() + " ms together.");
        }
        int connections = threads * CONNECTIONS_PER_JOB + OTHER_CONNECTIONS;
        if (pool != null && pool < connections) {
            throw new StartRefused(
                    "The pool of " + pool + " database connections (" + POOL + ") is too small for " + threads
                            + " jobs at the same time (" + THREADS + "): each may need two, and "
                            + OTHER_CONNECTIONS + " are for everything else.",
                    "Set " + POOL + " to at least " + connections + ", or " + THREADS + " to at most "
                            + Math.max(0, (pool - OTHER_CONNECTIONS) / CONNECTIONS_PER_JOB) + ".");
        }
    }
}
