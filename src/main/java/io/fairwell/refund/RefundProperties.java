package io.fairwell.refund;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param keyLifetime how long after the first attempt a refund may be sent again with its key; shorter than the
 *     gateway remembers keys by at least what the clocks of the nodes may differ
 * @param sandboxTimeout how long the sandbox gateway keeps a caller waiting where it plays an unreachable one
 * @param sandboxSettlesAfter how long a payment of the sandbox gateway is on its way
 */
@Validated
@ConfigurationProperties("fairwell.refund")
record RefundProperties(
        @DefaultValue("24h") @DurationMin Duration keyLifetime,
        @DefaultValue("1s") @DurationMin Duration sandboxTimeout,
        @DefaultValue("20s") @DurationMin Duration sandboxSettlesAfter) {}
