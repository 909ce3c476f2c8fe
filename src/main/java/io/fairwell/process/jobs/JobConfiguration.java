package io.fairwell.process.jobs;

import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The job executor of this node, in place of the one the engine's starter would make: it hands back work when it stops.
 * Settings: {@code camunda.bpm.job-execution}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class JobConfiguration {

    /** Requests and jobs end at the same time; what they cause, letters for example, is sent after that. */
    private static final int STOP_PHASE = WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE;

    @Bean
    TaskExecutor camundaTaskExecutor(CamundaBpmProperties properties) {
        JobExecutionProperty settings = properties.getJobExecution();
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("fairwell-jobs-");
        threads.setCorePoolSize(settings.getCorePoolSize());
        threads.setMaxPoolSize(settings.getMaxPoolSize());
        threads.setQueueCapacity(settings.getQueueCapacity());
        threads.setPhase(STOP_PHASE);
        return threads;
    }

    @Bean
    NodeJobExecutor jobExecutor(
            TaskExecutor camundaTaskExecutor,
            CamundaBpmProperties properties,
            JdbcClient jdbc,
            DataSource dataSource,
            Environment environment) {
        JobExecutionProperty settings = properties.getJobExecution();
        JobLimits.of(settings, dataSource, environment).require();
        NodeJobExecutor executor = new NodeJobExecutor(new JobLocks(jdbc));
        executor.setTaskExecutor(camundaTaskExecutor);
        executor.setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
        configure(executor, settings);
        return executor;
    }

    private static void configure(JobExecutor executor, JobExecutionProperty settings) {
        Optional.ofNullable(settings.getLockTimeInMillis()).ifPresent(executor::setLockTimeInMillis);
        Optional.ofNullable(settings.getMaxJobsPerAcquisition()).ifPresent(executor::setMaxJobsPerAcquisition);
        Optional.ofNullable(settings.getWaitTimeInMillis()).ifPresent(executor::setWaitTimeInMillis);
        Optional.ofNullable(settings.getMaxWait()).ifPresent(executor::setMaxWait);
        Optional.ofNullable(settings.getWaitIncreaseFactor()).ifPresent(executor::setWaitIncreaseFactor);
        Optional.ofNullable(settings.getBackoffTimeInMillis()).ifPresent(executor::setBackoffTimeInMillis);
        Optional.ofNullable(settings.getMaxBackoff()).ifPresent(executor::setMaxBackoff);
        Optional.ofNullable(settings.getBackoffDecreaseThreshold()).ifPresent(executor::setBackoffDecreaseThreshold);
    }

    /** Stops before the threads are waited for. */
    @Bean
    SmartLifecycle jobDrain(NodeJobExecutor executor) {
        return new JobDrain(executor, STOP_PHASE);
    }
}
