package io.fairwell.refund;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param every how often our books are compared with the gateway's; zero leaves it to whoever asks over REST
 * @param overlap how far each comparison reaches back before the end of the last one, so that neither a payment at the
 *     border nor one that the gateway lists late is missed
 * @param inFlight how old a payment has to be for its absence to mean something
 * @param takeOverAfter silence after which a comparison is taken to have died with its node
 * @param retry how long after one that failed the next begins
 */
@Validated
@ConfigurationProperties("fairwell.refund.reconciliation")
record ReconciliationProperties(
        @DefaultValue("24h") @NotNull Duration every,
        @DefaultValue("24h") @DurationMin(minutes = 1) Duration overlap,
        @DefaultValue("15m") @DurationMin Duration inFlight,
        @DefaultValue("30m") @DurationMin(minutes = 1) Duration takeOverAfter,
        @DefaultValue("15m") @DurationMin Duration retry) {}
