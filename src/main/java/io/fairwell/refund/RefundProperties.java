package io.fairwell.refund;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param keyLifetime how long after the first attempt a refund may be sent again with its key; shorter than the
 *     gateway remembers keys by at least what the clocks of the nodes may differ
 * @param connectTimeout how long to wait for a connection to the payment gateway
 * @param readTimeout how long, on top of it, a call may take until the last byte of its answer
 * @param sandboxTimeout how long the sandbox gateway keeps a caller waiting where it plays an unreachable one
 * @param sandboxSettlesAfter how long a payment of the sandbox gateway is on its way
 */
@Validated
@ConfigurationProperties("fairwell.refund")
record RefundProperties(
        @DefaultValue("24h") @DurationMin Duration keyLifetime,
        @DefaultValue("2s") @DurationMin(millis = 1) Duration connectTimeout,
        @DefaultValue("8s") @DurationMin(millis = 1) Duration readTimeout,
        @DefaultValue("1s") @DurationMin Duration sandboxTimeout,
        @DefaultValue("20s") @DurationMin Duration sandboxSettlesAfter) {}
