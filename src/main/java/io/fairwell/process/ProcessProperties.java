package io.fairwell.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param directory where analysts keep models, decisions and forms; null for those inside the application
 */
@ConfigurationProperties("fairwell.processes")
record ProcessProperties(
        @Nullable Path directory,
        @DefaultValue Retries retries,
        @DefaultValue Groups groups) {

    /** Retry time cycles, as in {@code PT10S,PT1M}: one retry after each. */
    record Retries(
            @DefaultValue("PT10S,PT1M,PT5M,PT30M,PT2H,PT6H") String external,
            @DefaultValue("PT10S,PT1M,PT5M,PT30M,PT2H,PT6H") String payment) {}

    /** Which candidate groups do the work. */
    record Groups(
            @DefaultValue("support") String support,
            @DefaultValue("supervisors") String supervisors) {}
}
