package io.fairwell.notification;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param from sender of all mails, for example {@code Fairwell <no-reply@example.org>}
 * @param pollInterval how often a node looks for letters that are due; zero switches the looking off, so that only the
 *     end of a transaction starts a delivery
 */
@Validated
@ConfigurationProperties("fairwell.notification")
record NotificationProperties(
        @DefaultValue("Fairwell <fairwell@localhost>") @NotBlank
        String from,

        @DefaultValue("10s") @NotNull Duration pollInterval) {}
