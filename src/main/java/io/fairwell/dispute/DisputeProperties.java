package io.fairwell.dispute;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param window how long after the end of a case a dispute is taken on; as long as card schemes take charge-backs */
@Validated
@ConfigurationProperties("fairwell.dispute")
record DisputeProperties(@DefaultValue("P120D") @NotNull Duration window) {

    DisputeProperties {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("fairwell.dispute.window has to be positive");
        }
    }
}
