package io.fairwell.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param from sender of all mails, for example {@code Fairwell <no-reply@example.org>}
 * @param pollInterval how often a node looks for letters that are due; zero switches the looking off, so that only the
 *     end of a transaction starts a delivery
 * @param sms provider of text messages; null where there is none, or a bean of type {@link SmsTransport}
 */
@Validated
@ConfigurationProperties("fairwell.notification")
record NotificationProperties(
        @DefaultValue("Fairwell <fairwell@localhost>") @NotBlank
        String from,

        @DefaultValue("10s") @NotNull Duration pollInterval,
        @Valid @Nullable Sms sms) {

    /**
     * @param url of the provider; a password in it is refused
     * @param token sent as bearer token
     */
    record Sms(@NotNull URI url, @NotBlank String token) {

        @AssertTrue(message = "must be an http or https address without user and password")
        boolean isUrlUsable() {
            return url == null
                    || url.getHost() != null
                            && url.getUserInfo() == null
                            && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
        }
    }
}
