package io.fairwell.refund;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param apiKey secret or restricted key, {@code sk_...} or {@code rk_...}
 * @param webhookSecret {@code whsec_...} of the endpoint that Stripe calls; two while one replaces the other
 * @param apiBase where Stripe is; another one for tests only
 */
@ConfigurationProperties("fairwell.refund.stripe")
record StripeProperties(
        @Nullable String apiKey,
        @DefaultValue List<String> webhookSecret,
        @DefaultValue("https://api.stripe.com") String apiBase) {

    String requiredApiKey() {
        if (apiKey == null || apiKey.isBlank()) {
            throw GatewayMisconfigured.missing("fairwell.refund.stripe.api-key", "a secret key of your Stripe account");
        }
        if (!apiKey.startsWith("sk_") && !apiKey.startsWith("rk_")) {
            throw new GatewayMisconfigured(
                    "fairwell.refund.stripe.api-key is not a secret key of Stripe.",
                    "Set it to a secret or restricted key: it begins with sk_ or rk_.");
        }
        return apiKey;
    }
}
