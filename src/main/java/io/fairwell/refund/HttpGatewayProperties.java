package io.fairwell.refund;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A payment gateway that speaks the contract of docs/payment-gateway.md.
 *
 * @param url what {@code /refunds} is appended to
 * @param secret signs our requests
 * @param callbackSecret signs its callbacks; two while one replaces the other, none where it never calls
 * @param keyLifetime how long after the first attempt a refund may be sent again with its key; shorter than the
 *     gateway remembers keys by at least what the clocks of the nodes may differ
 */
@Validated
@ConfigurationProperties("fairwell.refund.http")
record HttpGatewayProperties(
        @Nullable URI url,
        @Nullable String secret,
        @DefaultValue List<String> callbackSecret,
        @DefaultValue("23h") @DurationMin Duration keyLifetime) {

    URI requiredUrl() {
        if (url == null || url.toString().isBlank()) {
            throw GatewayMisconfigured.missing("fairwell.refund.http.url", "where the payment gateway is reached");
        }
        boolean reachable = url.getHost() != null && List.of("http", "https").contains(url.getScheme());
        if (!reachable || url.getQuery() != null || url.getFragment() != null) {
            throw new GatewayMisconfigured(
                    "fairwell.refund.http.url is not the address of a payment gateway.",
                    "Set it to an address such as https://payments.example.com/fairwell, without a query.");
        }
        return url;
    }

    String requiredSecret() {
        if (secret == null || secret.isBlank()) {
            throw GatewayMisconfigured.missing("fairwell.refund.http.secret", "what our requests are signed with");
        }
        return secret;
    }
}
