package io.fairwell.terms;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param quoteValidity how long a quote may be used to declare a cancellation */
@Validated
@ConfigurationProperties("fairwell.terms")
record TermsProperties(@DefaultValue("30m") @NotNull Duration quoteValidity) {

    TermsProperties {
        if (quoteValidity.isNegative() || quoteValidity.isZero()) {
            throw new IllegalArgumentException("fairwell.terms.quote-validity has to be positive");
        }
    }
}
