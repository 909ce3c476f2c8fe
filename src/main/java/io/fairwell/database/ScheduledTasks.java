package io.fairwell.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs on a schedule and finds the database away is tried again the next time: one line, no stack trace. */
@Configuration(proxyBeanMethods = false)
class ScheduledTasks {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledTasks.class);

    @Bean
    ThreadPoolTaskSchedulerCustomizer calmAboutTheDatabase() {
        return scheduler -> scheduler.setErrorHandler(ScheduledTasks::failed);
    }

    private static void failed(Throwable failure) {
        if (DatabaseAway.isCauseOf(failure)) {
            LOG.warn("A scheduled task waits for its next time: the database cannot be reached");
        } else {
            LOG.error("A scheduled task has failed", failure);
        }
    }
}
