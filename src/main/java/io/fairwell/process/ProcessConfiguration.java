package io.fairwell.process;

import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The values that expressions in the models may use, beside the delegates and listeners. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CompensationProperties.class, DeadlineProperties.class, ProcessProperties.class})
class ProcessConfiguration {

    @Bean
    Deadlines deadlines(DeadlineProperties properties, Clock clock) {
        return new Deadlines(properties, clock);
    }

    /** {@code ${retries.external}} and {@code ${retries.payment}}. */
    @Bean
    ModelValues retries(ProcessProperties properties) {
        return new ModelValues(Map.of(
                "external", properties.retries().external(),
                "payment", properties.retries().payment()));
    }

    /** {@code ${groups.support}} and {@code ${groups.supervisors}}. */
    @Bean
    ModelValues groups(ProcessProperties properties) {
        return new ModelValues(Map.of(
                "support", properties.groups().support(),
                "supervisors", properties.groups().supervisors()));
    }
}
