package io.fairwell.refund;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How refunds are followed by the clock, beside what their cases do.
 *
 * @param interval how often a node looks for what is due; zero switches that off
 * @param checks how long after an unanswered call, or a check without result, the gateway is asked again; the last
 *     one repeats. The first is also how long a call may have gone on before its node is taken for dead
 * @param unsettledEvery how often the gateway is asked whether an accepted payment has arrived
 * @param unsettledFor how long after the first attempt that is asked at all
 */
@Validated
@ConfigurationProperties("fairwell.refund.watch")
record WatchProperties(
        @DefaultValue("10s") @NotNull Duration interval,

        @DefaultValue({"5m", "1h", "24h"}) @NotEmpty List<@DurationMin(seconds = 30) Duration> checks,

        @DefaultValue("24h") @DurationMin(minutes = 1) Duration unsettledEvery,
        @DefaultValue("30d") @DurationMin Duration unsettledFor) {

    /** @param done checks without result so far */
    Duration afterChecks(int done) {
        return checks.get(Math.min(done, checks.size() - 1));
    }
}
